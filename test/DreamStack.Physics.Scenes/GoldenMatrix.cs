using DreamStack.Physics.Snapshots;
using DreamStack.Physics.Solver;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Scenes;

/// <summary>Every width of registers × number of workers × way through time, each of which must come to the golden.</summary>
public static class GoldenMatrix
{
    private static readonly VectorPath[] s_paths = [VectorPath.Scalar, VectorPath.Vector128, VectorPath.Vector256];
    private static readonly int[] s_workers = [1, 2, 4];
    private static readonly (string Name, Action<PhysicsScene, World, int> Go)[] s_ways = [("straight", Straight), ("restored at 60", Restored), ("rolled back 30, again and again", RolledBack)];

    /// <summary>Runs of each scene.</summary>
    public static int Count => s_paths.Length * s_workers.Length * s_ways.Length;

    /// <summary>What one run ended with, and how it was come to.</summary>
    public static IEnumerable<(string How, string End)> Run(PhysicsScene scene, int steps)
    {
        foreach (VectorPath path in s_paths)
        {
            foreach (int workers in s_workers)
            {
                foreach ((string name, Action<PhysicsScene, World, int> go) in s_ways)
                {
                    using World world = scene.Make(scene.Settings with { Path = path, Workers = workers });
                    go(scene, world, steps);
                    yield return ($"{path}, {workers} workers, {name}", SceneRun.At(world));
                }
            }
        }
    }

    private static void Straight(PhysicsScene scene, World world, int steps) => SceneRun.Continue(scene, world, steps);

    // Into another world, which has never been anywhere, after the first has gone on.
    private static void Restored(PhysicsScene scene, World world, int steps)
    {
        int at = Math.Min(60, steps / 2);
        Snapshot kept;
        using (World first = scene.Make(world.Settings))
        {
            SceneRun.Continue(scene, first, at);
            kept = Snapshot.From(first.Save().Bytes);
        }

        SceneRun.Continue(scene, world, steps);
        world.Restore(kept);
        SceneRun.Continue(scene, world, steps);
    }

    private static void RolledBack(PhysicsScene scene, World world, int steps)
    {
        int back = Math.Min(30, steps / 2);
        Snapshot kept = new();
        while (world.StepCount < steps)
        {
            world.Save(kept);
            int to = Math.Min(steps, (int)world.StepCount + back);
            for (int i = 0; i < 2; i++)
            {
                SceneRun.Continue(scene, world, to);
                world.Restore(kept);
            }

            SceneRun.Continue(scene, world, to);
        }
    }
}
