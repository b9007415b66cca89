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
        string commit = Git("describe", "--always", "--exclude", "*");
        // The results of the run before change nothing of what is measured.
        string changed = Git("status", "--porcelain", "--untracked-files=no", "--", ":(top)", ":(top,exclude)bench/results");
        return commit.Length == 0 ? "unknown" : changed.Length == 0 ? commit : $"{commit}-dirty";
    }

    // What it says; empty where there is no git or no repository.
    private static string Git(params string[] words)
    {
        try
        {
            using Process git = Process.Start(new ProcessStartInfo("git", words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string text = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return text;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }
}
