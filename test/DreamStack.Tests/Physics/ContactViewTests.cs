using DreamStack.Physics.Bodies;
using DreamStack.Physics.Collision;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;
using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>The manifolds that a world shows.</summary>
public sealed class ContactViewTests
{
    private const int SubSteps = 4;

    [Fact]
    public void A_box_that_rests_has_two_points_that_bear_its_weight()
    {
        using World world = new(new WorldSettings { SubSteps = SubSteps, MaySleep = false });
        BodyId ground = world.AddGround(), box = world.Add(Shape.Box(1f, 0.5f), new Vec2(2f, 0.5f));
        world.Run(120);
        Span<ContactView> all = stackalloc ContactView[4];
        Assert.Equal(1, world.CopyContacts(all));
        ContactView contact = all[0];
        (float up, BodyId upper) = contact.BodyA == ground ? (1f, contact.BodyB) : (-1f, contact.BodyA);
        Assert.Equal((box, box), (upper, world.BodyOf(contact.BodyA == ground ? contact.ShapeB : contact.ShapeA)));
        Assert.Equal(up, contact.Normal.Y, 1e-4f);
        Assert.Equal(2, contact.Count);
        Assert.Equal([1f, 3f], new[] { contact.First.Point.X, contact.Second.Point.X }.Order().Select(x => MathF.Round(x, 2)));
        foreach (ContactPoint point in (ContactPoint[])[contact.First, contact.Second])
        {
            Assert.Equal(0f, point.Point.Y, 0.01f);
            Assert.InRange(point.Separation, -0.01f, 0f);
            Assert.Equal(0f, point.TangentImpulse, 1e-3f);
        }

        // Two square metres at 10 m/s² are 20 N.
        Assert.Equal(20f / 60f / SubSteps, contact.First.NormalImpulse + contact.Second.NormalImpulse, 1e-3f);
    }

    [Fact]
    public void Friction_is_told_with_its_direction()
    {
        using World world = new();
        BodyId ground = world.AddGround(), box = world.Add(Shape.Box(0.5f, 0.25f), new Vec2(0f, 0.25f), new Surface { Friction = 0.6f });
        Body pushed = world[box];
        pushed.LinearVelocity = new Vec2(5f, 0f);
        world.Run(20);
        Span<ContactView> found = stackalloc ContactView[4];
        Assert.Equal(1, world.CopyContacts(box, found));
        ContactView c = found[0];
        float normal = c.First.NormalImpulse + c.Second.NormalImpulse, tangent = c.First.TangentImpulse + c.Second.TangentImpulse;
        // It slides to the right, so it is pushed to the left, by 0.6 of what bears it.
        Vec2 onBox = (c.BodyA == ground ? 1f : -1f) * tangent * c.Normal.Right;
        Assert.Equal(-0.6f * normal, onBox.X, 0.02f * normal);
    }

    [Fact]
    public void Each_body_shows_its_own_and_a_short_span_takes_what_it_can()
    {
        using World world = new(new WorldSettings { MaySleep = false });
        BodyId ground = world.AddGround();
        BodyId[] stack = [.. Enumerable.Range(0, 3).Select(i => world.Add(Shape.Box(0.5f, 0.5f), new Vec2(0f, 0.5f + i)))];
        world.Add(Shape.Circle(0.5f), new Vec2(9f, 5f));
        world.Run(30);
        ContactView[] all = new ContactView[8], own = new ContactView[8];
        Assert.Equal(3, world.CopyContacts(all));
        Assert.Equal(3, world.CopyContacts(all.AsSpan(0, 1)));
        foreach ((BodyId body, int count) in (ReadOnlySpan<(BodyId, int)>)[(ground, 1), (stack[0], 2), (stack[1], 2), (stack[2], 1)])
        {
            Assert.Equal(count, world.CopyContacts(body, own));
            Assert.Equal(all.Take(3).Where(c => c.BodyA == body || c.BodyB == body).ToHashSet(), own.Take(count).ToHashSet());
        }
    }

    [Fact]
    public void To_look_at_contacts_allocates_nothing()
    {
        using World world = new(new WorldSettings { MaySleep = false });
        world.AddGround();
        BodyId box = world.Add(Shape.Box(0.5f, 0.5f), new Vec2(0f, 0.5f));
        world.Run(30);
        Span<ContactView> found = stackalloc ContactView[4];
        world.CopyContacts(found);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int sum = 0;
        for (int i = 0; i < 100; i++) sum += world.CopyContacts(found) + world.CopyContacts(box, found);
        Assert.Equal((200, 0L), (sum, GC.GetAllocatedBytesForCurrentThread() - before));
    }
}
