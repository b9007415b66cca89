using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace DreamStack.Cli.Results;

/// <summary>Where, when and of what a run was made.</summary>
internal static class MachineFacts
{
    public static string Describe(TimeProvider time) => string.Create(CultureInfo.InvariantCulture,
        $"{Processor()}, {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, {time.GetLocalNow():yyyy-MM-dd}, commit {Commit()}");

    private static string Processor()
    {
        const string facts = "/proc/cpuinfo";
        string? line = File.Exists(facts)
            ? File.ReadLines(facts).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? $"{RuntimeInformation.OSArchitecture}";
    }

    private static string Commit()
    {
        try
        {
            using Process git = Process.Start(new ProcessStartInfo("git", ["describe", "--always", "--dirty", "--exclude", "*"])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            string text = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return text.Length > 0 ? text : "unknown";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }
}
