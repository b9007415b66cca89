using System.Buffers.Binary;
using DreamStack.Physics.Bodies;
using DreamStack.Physics.Scenes;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Snapshots;
using DreamStack.Physics.Worlds;
using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>A state takes little, and bytes that are no state change nothing.</summary>
public sealed unsafe class SnapshotTests
{
    [Fact]
    public void The_pyramid_with_all_its_contacts_takes_at_most_600_bytes_a_body()
    {
        LargePyramid scene = new();
        using World world = scene.Make(scene.Settings);
        SceneRun.Continue(scene, world, 3);
        Assert.True(world.ContactCount > 2.9 * world.BodyCount);
        Assert.InRange((double)world.StateSize / world.BodyCount, 100, 600);
    }

    [Fact]
    public void Bytes_cut_anywhere_are_refused_and_change_nothing()
    {
        using World world = Make();
        byte[] bytes = world.Save().Bytes.ToArray();
        ulong before = world.FullChecksum();
        for (int length = 0; length < bytes.Length; length++)
        {
            Snapshot cut = Snapshot.From(bytes.AsSpan(0, length));
            Assert.Throws<ArgumentException>(() => world.Restore(cut));
        }

        Assert.Throws<ArgumentException>(() => world.Restore(Snapshot.From([.. bytes, 0])));
        Assert.Equal(before, world.FullChecksum());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void Counts_that_no_world_has_are_refused(int count)
    {
        using World world = Make();
        byte[] bytes = world.Save().Bytes.ToArray();
        ulong before = world.FullChecksum();
        for (int table = 0; table < world.Arena.Tables.Count; table++)
        {
            byte[] bad = [.. bytes];
            BinaryPrimitives.WriteInt32LittleEndian(bad.AsSpan(8 + (table * StateCopy.TableBytes)), count);
            if (bad.AsSpan().SequenceEqual(bytes)) continue;
            Assert.Throws<ArgumentException>(() => world.Restore(Snapshot.From(bad)));
        }

        Assert.Equal(before, world.FullChecksum());
    }

    [Fact]
    public void A_state_without_the_rows_that_every_world_has_is_refused()
    {
        using World world = Make();
        byte[] bytes = world.Save().Bytes.ToArray();
        int header = StateCopy.HeaderBytes(world.Arena), row = world.Arena.Columns[0].Stride;
        Assert.Equal("world", world.Arena.Tables[0].Name);
        byte[] bad = [.. bytes[..header], .. bytes[(header + row)..]];
        BinaryPrimitives.WriteInt32LittleEndian(bad.AsSpan(8), 0);
        Assert.Contains("world", Assert.Throws<ArgumentException>(() => world.Restore(Snapshot.From(bad))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_were_freed_come_again_in_the_same_order_after_a_restore()
    {
        using World world = Make();
        BodyId[] made = [.. Enumerable.Range(0, 20).Select(_ => world.AddBody(new BodyDefinition()))];
        foreach (int i in (int[])[3, 17, 5, 11, 0]) world.RemoveBody(made[i]);
        Snapshot kept = world.Save();
        BodyId[] first = [.. Enumerable.Range(0, 8).Select(_ => world.AddBody(new BodyDefinition()))];
        world.Restore(kept);
        Assert.Equal(first, Enumerable.Range(0, 8).Select(_ => world.AddBody(new BodyDefinition())));
        Assert.Equal([made[0].Index, made[11].Index, made[5].Index, made[17].Index, made[3].Index], first.Take(5).Select(id => id.Index));
    }

    [Fact]
    public void Pools_that_came_to_the_same_rows_another_way_are_a_difference()
    {
        using World first = Make(), second = Make();
        second.Bodies.Slots.History++;
        Assert.NotEqual(first.StepChecksum(), second.StepChecksum());
        Divergence found = Assert.NotNull(first.FindDivergence(second.Save()));
        Assert.Equal(("bodies", -1, "history"), (found.Column, found.Row, found.Field));
        second.Restore(first.Save());
        Assert.Equal(first.StepChecksum(), second.StepChecksum());
        Assert.Null(first.FindDivergence(second.Save()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(1000)]
    public void Every_width_of_registers_gives_the_same_lanes(int stripes)
    {
        uint[] words = new uint[stripes * Checksum.Stripe];
        Random random = new(stripes);
        for (int i = 0; i < words.Length; i++) words[i] = (uint)random.NextInt64();
        uint[] scalar = Lanes(words, &Checksum.StripesScalar);
        Assert.Equal(scalar, Lanes(words, &Checksum.Stripes128));
        Assert.Equal(scalar, Lanes(words, &Checksum.Stripes256));
    }

    private static uint[] Lanes(uint[] words, delegate*<uint*, uint*, int, void> stripes)
    {
        uint[] lanes = [.. Enumerable.Range(1, Checksum.Lanes).Select(i => (uint)i)];
        fixed (uint* to = lanes)
        fixed (uint* from = words) stripes(to, from, words.Length / Checksum.Stripe);
        return lanes;
    }

    private static World Make()
    {
        World world = new();
        BodyId ground = world.AddBody(new BodyDefinition { Kind = BodyKind.Static });
        world.AddShape(ground, Shape.Box(20f, 1f));
        BodyId ball = world.AddBody(new BodyDefinition { Position = new(0f, 3f) });
        world.AddShape(ball, Shape.Circle(0.5f));
        world.Step();
        return world;
    }
}
