using System.Text;
using DreamStack.Physics.Solver;
using DreamStack.Physics.Worlds;
using DreamStack.Tests.House;
using DreamStack.Physics.Scenes;
using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>Each scene has one golden, whatever the registers, the workers and the way through time.</summary>
[Collection(WorkersCollection.Name)]
public sealed class GoldenTests
{
    private const string File = "test/DreamStack.Physics.Scenes/Goldens.txt";
    private const int Matrix = 10;

    public static TheoryData<string> Scenes => [.. PhysicsScene.All.Select(scene => scene.Name)];

    [Theory]
    [MemberData(nameof(Scenes))]
    public void A_straight_run_gives_the_golden(string name)
    {
        PhysicsScene scene = PhysicsScene.Named(name);
        string run = SceneRun.Straight(scene, scene.Settings, scene.QuickSteps);
        Assert.StartsWith(run, Golden.Of(name), StringComparison.Ordinal);
    }

    /// <summary>The long form, to step 300: <c>dotnet run --project test/DreamStack.Physics.Goldens -c Release -- --matrix</c>.</summary>
    [Theory]
    [MemberData(nameof(Scenes))]
    public void Every_way_through_time_on_every_width_and_number_of_workers_gives_the_golden(string name)
    {
        PhysicsScene scene = PhysicsScene.Named(name);
        (string How, string End)[] runs = [.. GoldenMatrix.Run(scene, scene.QuickSteps < 100 ? Matrix : 60)];
        Assert.Equal(GoldenMatrix.Count, runs.Length);
        Assert.All(runs, run => Assert.True(Golden.Of(name).Split(' ').Contains(run.End), $"{run.How}: {run.End}, not {Golden.Of(name)}"));
    }

    [Fact]
    public void With_approval_the_goldens_are_written()
    {
        if (Approval.IsOn) Approve();
        Assert.Equal(PhysicsScene.All.Count, Repository.Read(File).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void A_fused_multiply_add_fails_where_the_same_in_two_roundings_gives_the_golden()
    {
        string rounded = Run(new WidePath<Wide1>()), fused = Run(new WidePath<FusedFloat>());
        Assert.Contains(rounded, Golden.Of(nameof(Smash)), StringComparison.Ordinal);
        Assert.DoesNotContain(fused, Golden.Of(nameof(Smash)), StringComparison.Ordinal);

        static string Run(IWidePath path)
        {
            PhysicsScene scene = new Smash();
            using World world = scene.Make(scene.Settings);
            world.Solver.Path = path;
            SceneRun.Continue(scene, world, 60);
            return SceneRun.At(world);
        }
    }

    private static void Approve()
    {
        StringBuilder text = new();
        foreach (PhysicsScene scene in PhysicsScene.All) text.Append(scene.Name).Append(' ').Append(SceneRun.Straight(scene, scene.Settings, 300)).Append('\n');
        Approval.Approved(File, Encoding.UTF8.GetBytes(text.ToString()));
    }
}
