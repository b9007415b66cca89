using System.Text;
using DreamStack.Physics.Snapshots;
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

    [Theory]
    [MemberData(nameof(Scenes))]
    public void Every_width_and_number_of_workers_gives_the_golden(string name)
    {
        PhysicsScene scene = PhysicsScene.Named(name);
        int steps = scene.QuickSteps < 100 ? Matrix : 60;
        foreach (WorldSettings settings in Settings(scene))
        {
            string run = SceneRun.Straight(scene, settings, steps);
            Assert.True(Golden.Of(name).StartsWith(run, StringComparison.Ordinal), $"{settings.Path}, {settings.Workers} workers: {run}, not {Golden.Of(name)}");
        }
    }

    [Theory]
    [MemberData(nameof(Scenes))]
    public void Going_back_and_on_again_gives_the_golden(string name)
    {
        PhysicsScene scene = PhysicsScene.Named(name);
        using World world = scene.Make(scene.Settings);
        SceneRun.Continue(scene, world, 30);
        Snapshot kept = world.Save();
        SceneRun.Continue(scene, world, 45);
        for (int i = 0; i < 2; i++)
        {
            world.Restore(kept);
            SceneRun.Continue(scene, world, i == 0 ? 50 : 60);
        }

        using World other = new(scene.Settings);
        other.Restore(kept);
        SceneRun.Continue(scene, other, 60);
        Assert.Contains(SceneRun.At(world), Golden.Of(name), StringComparison.Ordinal);
        Assert.Equal(SceneRun.At(world), SceneRun.At(other));
    }

    [Fact]
    public void With_approval_the_goldens_are_written()
    {
        if (Approval.IsOn) Approve();
        Assert.Equal(PhysicsScene.All.Count, Repository.Read(File).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact(Explicit = true)]
    public void Every_combination_gives_the_golden_to_the_end()
    {
        foreach (PhysicsScene scene in PhysicsScene.All)
        {
            foreach (WorldSettings settings in Settings(scene)) Assert.Equal((scene.Name, Golden.Of(scene.Name)), (scene.Name, SceneRun.Straight(scene, settings, 300)));
        }
    }

    [Fact]
    public void A_fused_multiply_add_does_not_give_the_golden()
    {
        PhysicsScene scene = new Smash();
        using World world = scene.Make(scene.Settings);
        world.Solver.Contacts.Path = new ContactPath<FusedFloat>();
        SceneRun.Continue(scene, world, 60);
        Assert.DoesNotContain(SceneRun.At(world), Golden.Of(scene.Name), StringComparison.Ordinal);
    }

    private static IEnumerable<WorldSettings> Settings(PhysicsScene scene) =>
    [
        scene.Settings with { Path = VectorPath.Scalar },
        scene.Settings with { Path = VectorPath.Vector128 },
        scene.Settings with { Path = VectorPath.Vector256 },
        scene.Settings with { Workers = 2 },
        scene.Settings with { Workers = 4, Path = VectorPath.Vector128 },
    ];

    private static void Approve()
    {
        StringBuilder text = new();
        foreach (PhysicsScene scene in PhysicsScene.All) text.Append(scene.Name).Append(' ').Append(SceneRun.Straight(scene, scene.Settings, 300)).Append('\n');
        Approval.Approved(File, Encoding.UTF8.GetBytes(text.ToString()));
    }
}
