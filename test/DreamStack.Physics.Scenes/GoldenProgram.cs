using System.Diagnostics;

namespace DreamStack.Physics.Scenes;

/// <summary>Runs scenes straight through and says of each whether it came to its golden; the same program on every runtime.</summary>
public static class GoldenProgram
{
    /// <summary>Names of scenes, or all when there are none; <c>--whole</c> runs every scene to its last mark.</summary>
    /// <returns>0 when all came to their goldens.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        bool isWhole = arguments.Contains("--whole");
        List<string> names = [.. arguments.Where(argument => argument != "--whole")];
        int failed = 0;
        foreach (PhysicsScene scene in PhysicsScene.All.Where(scene => names.Count == 0 || names.Contains(scene.Name)))
        {
            long began = Stopwatch.GetTimestamp();
            string run = SceneRun.Straight(scene, scene.Settings, isWhole ? SceneRun.Marks[^1] : scene.QuickSteps);
            bool isGolden = Golden.Of(scene.Name).StartsWith(run, StringComparison.Ordinal);
            if (!isGolden) failed++;
            Console.WriteLine($"{(isGolden ? "ok  " : "FAIL")} {scene.Name} in {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s: {run}");
        }

        return failed == 0 ? 0 : 1;
    }
}
