using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Memory;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;
using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>Shapes and bodies come and go whole, and their names are never taken for others'.</summary>
public sealed class ShapeTests
{
    [Fact]
    public void A_chain_for_which_there_is_no_room_is_not_begun()
    {
        using World world = new(new WorldSettings { MaxBodies = 5 });
        BodyId ground = world.AddGround();
        ulong before = world.FullChecksum();
        Vec2[] loop = [default, new Vec2(0f, 4f), new Vec2(2f, 6f), new Vec2(4f, 4f), new Vec2(4f, 0f)];
        Assert.Throws<InvalidOperationException>(() => world.AddChain(ground, loop, isLoop: true));
        Assert.Equal(before, world.FullChecksum());
        world.AddChain(ground, loop.AsSpan(0, 4), isLoop: true);
        Assert.Equal(5, world.CopyShapes(ground, []));
        before = world.FullChecksum();
        Assert.Throws<InvalidOperationException>(() => world.AddShape(ground, Shape.Circle(1f)));
        Assert.Equal(before, world.FullChecksum());
    }

    [Fact]
    public void A_world_that_is_full_takes_no_body_more_and_goes_on()
    {
        using World world = new(new WorldSettings { MaxBodies = 3 });
        BodyId[] bodies = [.. Enumerable.Range(0, 3).Select(_ => world.AddBody(new BodyDefinition()))];
        ulong before = world.FullChecksum();
        Assert.Contains("at most 3 bodies", Assert.Throws<InvalidOperationException>(() => world.AddBody(new BodyDefinition())).Message, StringComparison.Ordinal);
        Assert.Equal(before, world.FullChecksum());
        world.RemoveBody(bodies[1]);
        Assert.True(world.Contains(world.AddBody(new BodyDefinition())));
        world.Step();
    }

    [Fact]
    public void A_table_that_would_not_fit_into_memory_is_refused_and_stays_as_it_was()
    {
        Arena arena = new();
        SlotTable table = new(arena, "things");
        table.AddChainColumn<Geometry>("row");
        table.Take();
        int before = table.Capacity;
        Assert.Throws<InvalidOperationException>(() => table.Reserve(100_000_000));
        Assert.Equal((before, 1), (table.Capacity, table.Live));
        Assert.Equal(1, table.Take());
    }

    [Fact]
    public void A_name_is_good_for_one_body_however_often_its_row_is_used_again()
    {
        using World world = new();
        HashSet<BodyId> gone = [];
        BodyId body = default;
        BodyDefinition definition = new() { Kind = BodyKind.Static };
        for (int i = 0; i < 1_000_000; i++)
        {
            body = world.AddBody(definition);
            if (i % 5000 == 0) gone.Add(body);
            if (i == 999_999) break;
            world.RemoveBody(body);
            if (i % 20_000 == 0) world.Step();
        }

        Assert.Equal((1, 200), (world.BodyCount, gone.Count));
        Assert.True(world.Contains(body));
        Assert.DoesNotContain(gone, world.Contains);
    }

    [Fact]
    public void A_body_of_no_world_says_so()
    {
        Body none = default;
        Assert.Contains("no world", Assert.Throws<InvalidOperationException>(() => none.Mass).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_world_that_is_disposed_of_takes_no_step_and_can_be_looked_at(int workers)
    {
        World world = new(new WorldSettings { Workers = workers });
        BodyId body = world.Add(Shape.Circle(1f), new Vec2(3f, 0f));
        world.Dispose();
        Assert.Throws<ObjectDisposedException>(() => world.Step());
        Assert.Equal((3f, 0L), (world[body].Position.X, world.StepCount));
        world.Dispose();
    }
}
