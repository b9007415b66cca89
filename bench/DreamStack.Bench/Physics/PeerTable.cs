using DreamStack.Physics.Scenes;

namespace DreamStack.Bench.Physics;

/// <summary>Every engine over every scene that has a counterpart, by turns.</summary>
internal static class PeerTable
{
    /// <summary>Regions are in no peer.</summary>
    private static readonly string[] s_without = [nameof(AllRegions)];

    public static List<(string Scene, int Bodies, int Steps, List<EngineRun> Runs)> Measure(Engines engines, int rounds, string folder)
    {
        List<(string, int, int, List<EngineRun>)> table = [];
        foreach (PhysicsScene scene in PhysicsScene.All.Where(scene => !s_without.Contains(scene.Name)))
        {
            int steps = scene.QuickSteps < 300 ? 150 : 300;
            string text = SceneScript.Write(scene, steps), script = Path.Combine(folder, scene.Name + ".txt");
            File.WriteAllText(script, text);
            List<EngineRun> runs = [];
            for (int round = 0; round < rounds; round++)
            {
                // Ours in WebAssembly is interpreted and takes minutes: a figure of that size needs no second look.
                foreach (Engine engine in engines.There.Where(engine => round == 0 || engine.Title != Engines.OursInWasm)) runs.Add(Told(engine.Run(scene.Name, steps, null, script), scene.Name));
            }

            table.Add((scene.Name, text.Split('\n').Count(line => line.StartsWith('B')), steps, Best(runs)));
        }

        return table;
    }

    /// <summary>Of each engine the quickest of its rounds: what disturbs a run only ever makes it slower.</summary>
    public static List<EngineRun> Best(IEnumerable<EngineRun> runs) => [.. runs.GroupBy(run => run.Engine).Select(group => group.MinBy(run => run.Mean)!)];

    public static EngineRun Told(EngineRun run, string scene)
    {
        Console.Error.WriteLine($"{scene,-14} {run.Engine,-28} {run.Mean,9:F3} ms a step, height {run.Height:F2}");
        return run;
    }
}
