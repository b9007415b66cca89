using System.Diagnostics;
using System.Globalization;

namespace DreamStack.Physics.Scenes;

/// <summary>Runs scenes and says of each whether it came to its golden; the same program on every runtime.</summary>
public static class GoldenProgram
{
    /// <summary>
    /// Names of scenes, or all when there are none. <c>--whole</c> runs each to its last mark, <c>--matrix</c> in every way there
    /// besides; <c>--time NAME STEPS [ROWS]</c> times the steps of one instead.
    /// </summary>
    /// <returns>0 when all came to their goldens.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (arguments.Count is 3 or 4 && arguments[0] == "--time") return TimeProgram.Run(arguments[1], Number(arguments[2]), arguments.Count == 4 ? Number(arguments[3]) : null);
        bool isMatrix = arguments.Contains("--matrix"), isWhole = isMatrix || arguments.Contains("--whole");
        List<string> names = [.. arguments.Where(argument => !argument.StartsWith("--", StringComparison.Ordinal))];
        int failed = 0;
        foreach (PhysicsScene scene in PhysicsScene.All.Where(scene => names.Count == 0 || names.Contains(scene.Name)))
        {
            int steps = isWhole ? SceneRun.Marks[^1] : scene.QuickSteps;
            long began = Stopwatch.GetTimestamp();
            failed += IsGolden(scene.Name, "straight", SceneRun.Straight(scene, scene.Settings, steps), fromStart: true, began);
            if (!isMatrix) continue;
            foreach ((string how, string end) in GoldenMatrix.Run(scene, steps))
            {
                failed += IsGolden(scene.Name, how, end, fromStart: false, began);
                began = Stopwatch.GetTimestamp();
            }
        }

        return failed == 0 ? 0 : 1;
    }

    private static int IsGolden(string scene, string how, string run, bool fromStart, long began)
    {
        string golden = Golden.Of(scene);
        bool isGolden = fromStart ? golden.StartsWith(run, StringComparison.Ordinal) : golden.Split(' ').Contains(run);
        Console.WriteLine($"{(isGolden ? "ok  " : "FAIL")} {scene}, {how}, {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s: {run}");
        return isGolden ? 0 : 1;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
