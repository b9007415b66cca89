using System.Diagnostics;

namespace DreamStack.Bench.Physics;

/// <summary>Measures physics beside its peers and writes bench/results/physics.md, .json and .svg.</summary>
internal static class PhysicsCommand
{
    public static int Run(string root, int rounds)
    {
        Engines engines = new(root);
        foreach (string missing in engines.Missing) Console.Error.WriteLine($"Not here: {missing}");
        string folder = Directory.CreateTempSubdirectory("ds-physics").FullName;
        try
        {
            var peers = PeerTable.Measure(engines, rounds, folder);
            var sizes = SizeTable.Measure(engines, rounds, folder);
            var atSixty = SizeTable.AtSixty(engines, folder);
            PhysicsReport report = new(Commit(root), rounds, peers, sizes, atSixty, StateCosts.Measure(), engines.Missing);
            string results = Path.Combine(root, "bench", "results");
            File.WriteAllText(Path.Combine(results, "physics.md"), report.Page());
            File.WriteAllText(Path.Combine(results, "physics.json"), report.Data());
            File.WriteAllText(Path.Combine(results, "physics.svg"), CostPlot.Draw(sizes));
            Console.Write(report.Page());
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Measures what state costs, alone, and puts it into bench/results/physics.md in the place of the part there.</summary>
    public static int RunState(string root) => Replace(root, "state", StateCosts.Title, StateCosts.Measure().Table());

    /// <summary>As <see cref="RunState"/>, how many bodies are stepped sixty times a second in a browser.</summary>
    public static int RunSixty(string root)
    {
        string folder = Directory.CreateTempSubdirectory("ds-physics").FullName;
        try
        {
            return Replace(root, "sixty", PhysicsReport.SixtyTitle, PhysicsReport.Sixty(SizeTable.AtSixty(new Engines(root), folder)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Replace(string root, string part, string title, string table)
    {
        string section = $"{title}\n\n`dotnet run --project bench/DreamStack.Bench -c Release -- physics {part}`, commit {Commit(root)}.\n\n{table}";
        string page = Path.Combine(root, "bench", "results", "physics.md"), text = File.ReadAllText(page);
        int from = text.IndexOf(title + "\n", StringComparison.Ordinal);
        int next = from < 0 ? -1 : text.IndexOf("\n## ", from, StringComparison.Ordinal);
        string before = from < 0 ? text.TrimEnd() + "\n\n" : text[..from], after = next < 0 ? "" : text[next..];
        File.WriteAllText(page, before + section + after);
        Console.Write(section);
        return 0;
    }

    private static string Commit(string root)
    {
        using Process git = Process.Start(new ProcessStartInfo("git", ["-C", root, "rev-parse", "--short", "HEAD"]) { RedirectStandardOutput = true })!;
        return git.StandardOutput.ReadToEnd().Trim();
    }
}
