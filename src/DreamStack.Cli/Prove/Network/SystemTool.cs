using System.ComponentModel;
using System.Diagnostics;

namespace DreamStack.Cli.Prove.Network;

/// <summary>Programs of the system that do one thing and end: ip, tc, cc.</summary>
internal static class SystemTool
{
    /// <summary>What it printed; throws with what it said when it is not there or failed.</summary>
    public static string Run(string program, params string[] arguments)
    {
        (int? code, string output, string error) = Try(program, arguments);
        if (code == 0) return output;
        string what = $"{program} {string.Join(' ', arguments)}";
        throw new FailedException(code is null ? $"{program} is not installed; `{what}` is needed." : $"`{what}` failed: {error.Trim()}");
    }

    /// <summary>True when it is there and did what was asked.</summary>
    public static bool Works(string program, params string[] arguments) => Try(program, arguments).Code == 0;

    private static (int? Code, string Output, string Error) Try(string program, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.Result);
        }
        catch (Win32Exception)
        {
            return (null, "", "");
        }
    }
}
