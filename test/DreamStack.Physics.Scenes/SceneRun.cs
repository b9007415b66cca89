using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Scenes;

/// <summary>A scene run to marks: its state's size and checksums there, as a line of the golden file.</summary>
public static class SceneRun
{
    public static readonly int[] Marks = [1, 10, 60, 300];

    public static string Straight(PhysicsScene scene, WorldSettings settings, int steps)
    {
        using World world = scene.Make(settings);
        return Continue(scene, world, steps);
    }

    public static string Continue(PhysicsScene scene, World world, int steps)
    {
        List<string> parts = [];
        while (world.StepCount < steps)
        {
            scene.Step(world);
            if (Marks.Contains((int)world.StepCount)) parts.Add(At(world));
        }

        return string.Join(' ', parts);
    }

    public static string At(World world) => $"{world.StepCount}:{world.StateSize}:{world.FullChecksum():x16}:{world.StepChecksum():x16}";
}
