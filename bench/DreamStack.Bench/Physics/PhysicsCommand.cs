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
            var sizes = SizeTable.Measure(engines, folder);
            var atSixty = SizeTable.AtSixty(engines, folder);
            PhysicsReport report = new(Commit(root), peers, sizes, atSixty, StateCosts.Measure(), engines.Missing);
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

    private static string Commit(string root)
    {
        using Process git = Process.Start(new ProcessStartInfo("git", ["-C", root, "rev-parse", "--short", "HEAD"]) { RedirectStandardOutput = true })!;
        return git.StandardOutput.ReadToEnd().Trim();
    }
}
