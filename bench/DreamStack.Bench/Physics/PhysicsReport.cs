using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace DreamStack.Bench.Physics;

/// <summary>What the physics benchmark measured, as a page and as data.</summary>
internal sealed record PhysicsReport(
    string Commit, int Rounds, List<(string Scene, int Bodies, int Steps, List<EngineRun> Runs)> Peers, List<(int Bodies, List<EngineRun> Runs)> Sizes,
    List<(string Engine, int Bodies, double Slow)> AtSixty, StateCosts Costs, List<string> Missing)
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    public const string SixtyTitle = "## Sixty steps a second in a browser";

    public static string Sixty(List<(string Engine, int Bodies, double Slow)> rows)
    {
        StringBuilder text = new("The largest pyramid of which 19 of 20 steps take at most 16.7 ms, in a page of Chromium.\n\n| engine | bodies | 19 of 20 steps within |\n|---|---:|---:|\n");
        foreach ((string engine, int bodies, double slow) in rows) text.Append(CultureInfo.InvariantCulture, $"| {engine} | {bodies:N0} | {slow:F1} ms |\n");
        return text.ToString();
    }

    public string Page()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# Physics beside its peers\n\n`dotnet run --project bench/DreamStack.Bench -c Release -- physics --rounds {Rounds}`, commit {Commit}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}, one thread each.\n\n");
        text.Append("Every engine runs the same script (bench/physics/README.md): the same bodies, shapes, friction and hinges, added and removed\n");
        text.Append("at the same steps; 1/60 s a step, 4 sub-steps (Rapier 4 solver iterations, Box2D 2.4 8 and 3). Mean milliseconds a step of a\n");
        text.Append("run in a warm process, the quickest of the rounds, which go by turns; in brackets, times ours. Ours is the JIT's\ncode first, then Native AOT's with its default instruction set, which has no registers of eight floats; in WebAssembly it is once the runtime's interpreter, which runs once, and once our own translation ahead of time (docs/decisions/0004-a-translator-of-our-own.md).\n\n");
        foreach (string missing in Missing) text.Append(CultureInfo.InvariantCulture, $"Not here: {missing}\n\n");
        Table(text, "scene", "bodies", [.. Peers.Select(row => (row.Scene, row.Bodies, row.Runs))]);
        text.Append("\n## From 100 to 20,000 bodies\n\nOne pyramid, 90 steps from the first contact on, the quickest of the rounds.\n\n![Milliseconds a step over bodies](physics.svg)\n\n");
        Table(text, "bodies", null, [.. Sizes.Select(row => (row.Bodies.ToString("N0", CultureInfo.InvariantCulture), row.Bodies, row.Runs))]);
        text.Append(CultureInfo.InvariantCulture, $"\n{SixtyTitle}\n\n{Sixty(AtSixty)}");
        text.Append(CultureInfo.InvariantCulture, $"\n{StateCosts.Title}\n\n{Costs.Table()}");
        return text.ToString();
    }

    public string Data() => JsonSerializer.Serialize(
        new
        {
            Commit,
            Peers = Peers.Select(row => new { row.Scene, row.Bodies, row.Steps, Engines = row.Runs.Select(Described) }),
            Sizes = Sizes.Select(row => new { row.Bodies, Engines = row.Runs.Select(Described) }),
            AtSixty = AtSixty.Select(row => new { row.Engine, row.Bodies, row.Slow }),
            Costs,
            Missing,
        },
        s_json) + "\n";

    private static object Described(EngineRun run) => new { run.Engine, run.Version, Mean = Math.Round(run.Mean, 4), Slow = Math.Round(run.Slow, 4), run.Height };

    private static void Table(StringBuilder text, string first, string? second, List<(string Name, int Bodies, List<EngineRun> Runs)> rows)
    {
        string[] engines = [.. rows[0].Runs.Select(run => run.Engine)];
        text.Append(CultureInfo.InvariantCulture, $"| {first} |{(second is null ? "" : $" {second} |")} {string.Join(" | ", engines)} |\n|---|{(second is null ? "" : "---:|")}{string.Concat(engines.Select(_ => "---:|"))}\n");
        foreach ((string name, int bodies, List<EngineRun> runs) in rows)
        {
            double ours = runs.First(run => run.Engine == Engines.Ours).Mean;
            text.Append(CultureInfo.InvariantCulture, $"| {name} |{(second is null ? "" : string.Create(CultureInfo.InvariantCulture, $" {bodies:N0} |"))}");
            foreach (EngineRun run in runs) text.Append(run.Engine == Engines.Ours ? string.Create(CultureInfo.InvariantCulture, $" {run.Mean:F3} |") : string.Create(CultureInfo.InvariantCulture, $" {run.Mean:F3} ({run.Mean / ours:F2}) |"));
            text.Append('\n');
        }
    }
}
