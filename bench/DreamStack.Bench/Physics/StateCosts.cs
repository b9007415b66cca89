using System.Diagnostics;
using System.Globalization;
using DreamStack.Physics.Scenes;
using DreamStack.Physics.Snapshots;
using DreamStack.Physics.Timelines;
using DreamStack.Physics.Worlds;

namespace DreamStack.Bench.Physics;

/// <summary>What a checksum, a snapshot and going back cost beside the steps themselves.</summary>
/// <param name="Step">Milliseconds of a step of the pyramid with all contacts.</param>
/// <param name="Checksum">Part of a step.</param>
/// <param name="Snapshot">Part of a step.</param>
/// <param name="BytesPerBody">Of a snapshot.</param>
/// <param name="Rollback">120 steps back and on again, at 820 bodies, to 120 steps as such.</param>
internal sealed record StateCosts(double Step, double Checksum, double Snapshot, double BytesPerBody, double Rollback)
{
    public const string Title = "## State";

    private const int Rounds = 200;
    private const int Back = 120;

    public static StateCosts Measure()
    {
        LargePyramid scene = new();
        using World world = scene.Make(scene.Settings);
        for (int i = 0; i < 60; i++) scene.Step(world);
        Snapshot kept = new();
        List<double> steps = [], sums = [], saves = [];
        // The first half is for the compiler.
        for (int i = 0; i < 2 * Rounds; i++)
        {
            steps.Add(Time(() => world.Step()));
            sums.Add(Time(() => world.StepChecksum()));
            saves.Add(Time(() => world.Save(kept)));
        }

        double step = Median(steps);
        return new StateCosts(step, Median(sums) / step, Median(saves) / step, (double)world.StateSize / world.BodyCount, RollbackRatio());
    }

    // Of the second half; a mean would be that of whatever else the machine does.
    private static double Median(List<double> all) => all.Skip(Rounds).Order().ElementAt(Rounds / 2);

    public string Table() => string.Create(CultureInfo.InvariantCulture, $"""
        The pyramid of 5,050 boxes with all its contacts, {Step:F2} ms a step, medians of {Rounds} steps; going back 120 steps at 820 boxes.

        | what | measured | goal |
        |---|---:|---:|
        | checksum, of a step | {100 * Checksum:F2} % | ≤ 0.3 % |
        | snapshot, of a step | {100 * Snapshot:F2} % | ≤ 5 % |
        | snapshot, bytes a body | {BytesPerBody:F0} | ≤ 600 |
        | 120 steps back and on again, to 120 steps | {Rollback:F2} | ≤ 1.5 |

        """);

    private static double RollbackRatio()
    {
        LargePyramid scene = new(40);
        using World world = scene.Make(scene.Settings);
        Timeline timeline = new(world, (_, _) => { });
        for (int i = 0; i < 400; i++) timeline.Step();
        List<double> ratios = [];
        for (int i = 0; i < 12; i++)
        {
            double rollback = Time(() => timeline.Resimulate(timeline.End - Back));
            Snapshot end = world.Save();
            timeline.Seek(timeline.End - Back);
            double plain = Time(() => Steps(world));
            world.Restore(end);
            ratios.Add(rollback / plain);
        }

        return ratios.Order().ElementAt(ratios.Count / 2);
    }

    private static void Steps(World world)
    {
        for (int i = 0; i < Back; i++) world.Step();
    }

    private static double Time(Action work)
    {
        long began = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
