using System.Diagnostics;
using System.Globalization;
using System.Text;
using DreamStack.EndToEnd.Tests.Tool;

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
        await File.WriteAllTextAsync(RepositoryFolder.At("bench", "results", name), page.ToString());
    }

    private static async Task<string> CommitAsync()
    {
        ProcessStartInfo start = new("git", ["rev-parse", "--short", "HEAD"])
        {
            WorkingDirectory = RepositoryFolder.Path,
            RedirectStandardOutput = true,
        };
        using Process git = Process.Start(start)!;
        string commit = await git.StandardOutput.ReadToEndAsync();
        await git.WaitForExitAsync();
        return commit.Trim();
    }
}
