using System.Globalization;
using DreamStack.Physics.Scenes;

namespace DreamStack.Bench.Physics;

/// <summary>What a step costs from 100 to 20,000 bodies, and how many an engine in WebAssembly steps sixty times a second in a browser.</summary>
internal static class SizeTable
{
    private const double Frame = 1000.0 / 60;
    private const int Steps = 90;

    private static readonly int[] s_rows = [13, 22, 31, 44, 70, 100, 141, 199];

    public static int BodiesIn(int rows) => rows * (rows + 1) / 2;

    public static List<(int Bodies, List<EngineRun> Runs)> Measure(Engines engines, int rounds, string folder)
    {
        List<(int, List<EngineRun>)> table = [];
        foreach (int rows in s_rows)
        {
            string script = ScriptOf(rows, folder);
            List<EngineRun> runs = [];
            for (int round = 0; round < rounds; round++) runs.AddRange(engines.There.Where(engine => engine.Title != Engines.OursInWasm).Select(engine => Run(engine, rows, script)));
            table.Add((BodiesIn(rows), PeerTable.Best(runs)));
        }

        return table;
    }

    /// <summary>The largest pyramid of which 19 of 20 steps fit between two frames.</summary>
    public static List<(string Engine, int Bodies, double Slow)> AtSixty(Engines engines, string folder)
    {
        List<(string, int, double)> found = [];
        foreach (Engine engine in engines.InPage)
        {
            int low = 5, high = 200;
            double slow = 0;
            while (high - low > 1)
            {
                int rows = (low + high) / 2;
                EngineRun run = Run(engine, rows, ScriptOf(rows, folder));
                if (run.Slow <= Frame) (low, slow) = (rows, run.Slow);
                else high = rows;
            }

            found.Add((engine.Title, BodiesIn(low), slow));
        }

        return found;
    }

    private static EngineRun Run(Engine engine, int rows, string script) =>
        PeerTable.Told(engine.Run(nameof(LargePyramid), Steps, rows, script), string.Create(CultureInfo.InvariantCulture, $"{BodiesIn(rows)} bodies"));

    private static string ScriptOf(int rows, string folder)
    {
        string script = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"pyramid-{rows}.txt"));
        if (!File.Exists(script)) File.WriteAllText(script, SceneScript.Write(new LargePyramid(rows), Steps));
        return script;
    }
}
