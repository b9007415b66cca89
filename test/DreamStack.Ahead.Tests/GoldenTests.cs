using DreamStack.Physics.Scenes;
using Xunit;

namespace DreamStack.Ahead.Tests;

/// <summary>The ten worlds of physics, translated, come to their goldens at every mark.</summary>
public sealed class GoldenTests
{
    [Fact]
    public async Task The_translated_worlds_come_to_their_goldens()
    {
        int steps = SceneRun.Marks[^1];
        string[] ends = await BuiltModule.RunAsync("goldens.mjs", BuiltModule.Of("DreamStack.Physics.Goldens.Ahead"), PhysicsScene.All.Select((_, i) => $"{i} {steps}"));
        Assert.Equal(PhysicsScene.All.Select(scene => Golden.Of(scene.Name)), ends);
    }
}
