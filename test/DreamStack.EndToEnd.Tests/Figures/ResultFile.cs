using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace DreamStack.EndToEnd.Tests.Figures;

/// <summary>A page of measured figures in bench/results, which names the command that gives it and the commit it is of.</summary>
internal static class ResultFile
{
    public static async Task WriteAsync(string name, string title, string test, StringBuilder table)
    {
        StringBuilder page = new();
        CultureInfo invariant = CultureInfo.InvariantCulture;
        page.AppendLine(invariant, $"# {title}\n");
        page.AppendLine("```sh");
        page.AppendLine(invariant, $"dotnet run -c Release --project test/DreamStack.EndToEnd.Tests -- -explicit only -class \"*{test}\"");
        page.AppendLine("```\n");
        page.AppendLine(invariant, $"Commit {await CommitAsync()}, {Environment.ProcessorCount} cores, headless Chromium, loopback.\n");
        page.Append(table);
        await File.WriteAllTextAsync(Path.Combine(Root(), "bench", "results", name), page.ToString());
    }

    internal static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));

    private static async Task<string> CommitAsync()
    {
        ProcessStartInfo start = new("git", ["rev-parse", "--short", "HEAD"])
        {
            WorkingDirectory = Root(),
            RedirectStandardOutput = true,
        };
        using Process git = Process.Start(start)!;
        string commit = await git.StandardOutput.ReadToEndAsync();
        await git.WaitForExitAsync();
        return commit.Trim();
    }
}
