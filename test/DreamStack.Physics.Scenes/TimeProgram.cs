using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Scenes;

/// <summary>Times the steps of a scene and prints a line of JSON, as the peers of the benchmark do.</summary>
public static class TimeProgram
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(2);

    /// <summary>A scene's name, its steps, and the rows if it is a pyramid.</summary>
    public static int Run(string name, int steps, int? rows)
    {
        PhysicsScene scene = rows is { } count ? new LargePyramid(count) : PhysicsScene.Named(name);
        // For the caches and for the compiler, which looks at what runs often for more than a second; the peers have as long.
        long began = Stopwatch.GetTimestamp();
        do Measure(scene, steps, out _);
        while (Stopwatch.GetElapsedTime(began) < s_warmUp);
        double[] milliseconds = Measure(scene, steps, out double height);
        string all = string.Join(',', milliseconds.Select(taken => taken.ToString("F5", CultureInfo.InvariantCulture)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"engine":"dreamstack","version":"{{RuntimeInformation.RuntimeIdentifier}}","milliseconds":[{{all}}],"height":{{height:F4}}}"""));
        return 0;
    }

    private static double[] Measure(PhysicsScene scene, int steps, out double height)
    {
        using World world = scene.Make(scene.Settings);
        double[] milliseconds = new double[steps];
        for (int i = 0; i < steps; i++)
        {
            scene.Prepare(world);
            long began = Stopwatch.GetTimestamp();
            world.Step();
            milliseconds[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        height = HeightOf(world);
        return milliseconds;
    }

    /// <summary>Mean height of what can move.</summary>
    public static double HeightOf(World world)
    {
        Bodies.BodyId[] ids = new Bodies.BodyId[world.BodyCount];
        world.CopyBodies(ids);
        double[] heights = [.. ids.Where(id => world[id].Kind == Bodies.BodyKind.Dynamic).Select(id => (double)world[id].Position.Y)];
        return heights.Length == 0 ? 0 : heights.Average();
    }
}
