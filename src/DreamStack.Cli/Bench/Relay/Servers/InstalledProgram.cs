using System.Diagnostics;

namespace DreamStack.Cli.Bench.Relay.Servers;

/// <summary>Programs of this machine, run to their end.</summary>
internal static class InstalledProgram
{
    /// <summary>The first line in which a program tells its version; null when it is not there.</summary>
    public static string? VersionOf(string program, params string[] arguments) =>
        Run(program, arguments.Length == 0 ? ["--version"] : arguments)?.Split('\n')[0].Trim();

    /// <summary>What a program printed; null when it is not there or failed.</summary>
    public static string? Run(string program, params string[] arguments)
    {
        try
        {
            ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            Task<string> complaints = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            complaints.Wait();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>A built program is there and newer than what it is built of.</summary>
    public static bool IsBuilt(string program, string source) =>
        File.Exists(program) && File.GetLastWriteTimeUtc(program) > File.GetLastWriteTimeUtc(source);
}
