using DreamStack.App.Demos.Physics;
using DreamStack.Physics.Worlds;
using Xunit;

namespace DreamStack.Tests.App.Demos.Physics;

/// <summary>Commands from strangers.</summary>
public sealed class PlaygroundRulesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_same_commands_make_the_same_world_and_no_bytes_whatever_break_it(int seed)
    {
        Random random = new(seed);
        using World one = Built(), two = Built();
        for (int i = 0; i < 3000; i++)
        {
            byte[] command = Command(random);
            PlaygroundRules.Apply(one, command);
            PlaygroundRules.Apply(two, command);
            Assert.InRange(one.BodyCount, 1, PlaygroundScene.MaxBodies);
            Assert.InRange(one.JointCount, 0, 120 + 64);
            if (i % 4 != 0) continue;
            one.Step();
            two.Step();
            Assert.Equal(one.StepChecksum(), two.StepChecksum());
        }
    }

    [Fact]
    public void Bytes_that_are_no_command_do_nothing()
    {
        using World world = Built();
        ulong before = world.FullChecksum();
        PlaygroundRules.Apply(world, []);
        PlaygroundRules.Apply(world, [1, 2, 3]);
        PlaygroundRules.Apply(world, new byte[PlaygroundCommand.MaxSize + 4]);
        PlaygroundRules.Apply(world, [(byte)CommandKind.Grab, 0, 0, 0, 0]);
        PlaygroundRules.Apply(world, [(byte)CommandKind.Plate, 0, 0, 0, 0, 1, 2, 3, 4]);
        PlaygroundRules.Apply(world, [99, 0, 0, 0, 0, 1, 2, 3, 4]);
        Assert.Equal(before, world.FullChecksum());
    }

    private static World Built()
    {
        World world = Playground.NewWorld();
        PlaygroundScene.Build(world);
        return world;
    }

    private static byte[] Command(Random random)
    {
        if (random.Next(20) == 0)
        {
            byte[] noise = new byte[random.Next(90)];
            random.NextBytes(noise);
            return noise;
        }

        byte[] bytes = new byte[PlaygroundCommand.MaxSize];
        DreamStack.Physics.Maths.Vec2[] points = new DreamStack.Physics.Maths.Vec2[random.Next(1, PlaygroundCommand.MaxPoints + 1)];
        for (int i = 0; i < points.Length; i++) points[i] = new((random.NextSingle() * 40f) - 4f, (random.NextSingle() * 24f) - 3f);
        // Seldom the whole scene anew, or nothing would ever pile up.
        int kind = random.Next(200) == 0 ? (int)CommandKind.Reset : random.Next(1, (int)CommandKind.Reset);
        int length = PlaygroundCommand.Write(bytes, (CommandKind)kind, (uint)random.Next(60), points);
        return bytes[..length];
    }
}
