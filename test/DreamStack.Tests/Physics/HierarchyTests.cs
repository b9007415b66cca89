using DreamStack.Physics.Bodies;
using DreamStack.Physics.Hierarchy;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Snapshots;
using DreamStack.Physics.Worlds;
using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>Nodes against a model that multiplies the poses from the root down each time.</summary>
public sealed class HierarchyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_forest_is_where_the_product_of_its_poses_is(int seed)
    {
        using World world = new();
        Random random = new(seed);
        List<NodeId> nodes = [];
        for (int i = 0; i < 3000; i++)
        {
            NodeId one = nodes.Count == 0 ? default : nodes[random.Next(nodes.Count)], two = nodes.Count == 0 ? default : nodes[random.Next(nodes.Count)];
            int what = random.Next(6);
            if (nodes.Count < 20 || what == 0)
            {
                nodes.Add(world.AddNode(Any(random), random.Next(4) == 0 ? default : two));
            }
            else if (what == 1)
            {
                world.SetLocalPose(one, Any(random));
            }
            else if (what == 2)
            {
                Pose pose = Any(random);
                world.SetWorldPose(one, pose);
                Near(pose, world.WorldPoseOf(one));
            }
            else if (what == 3)
            {
                Pose before = world.WorldPoseOf(one);
                if (IsBelow(world, two, one)) Assert.Throws<InvalidOperationException>(() => world.Attach(one, two));
                else world.Attach(one, two);
                Near(before, world.WorldPoseOf(one));
            }
            else if (what == 4)
            {
                Pose before = world.WorldPoseOf(one);
                world.Detach(one);
                Assert.Equal(before, world.LocalPoseOf(one));
            }
            else if (nodes.Count > 40)
            {
                NodeId[] below = [.. nodes.Where(node => world.ParentOf(node) == one)];
                Pose[] before = [.. below.Select(world.WorldPoseOf)];
                world.RemoveNode(one);
                nodes.Remove(one);
                for (int j = 0; j < below.Length; j++) Near(before[j], world.WorldPoseOf(below[j]));
                Assert.Throws<ArgumentException>(() => world.WorldPoseOf(one));
            }

            foreach (NodeId node in i % 10 == 0 ? nodes : []) Near(Model(world, node), world.WorldPoseOf(node));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nodes_of_bodies_stand_where_their_bodies_do_whoever_came_first(bool childFirst)
    {
        using World world = new();
        BodyId still = world.AddBody(new BodyDefinition { GravityScale = 0f, Position = new Vec2(3f, 0f) });
        BodyId falling = world.AddBody(new BodyDefinition { AngularVelocity = 2f });
        NodeId child = childFirst ? world.AddNode(still) : default;
        NodeId parent = world.AddNode(falling);
        if (childFirst) world.Attach(child, parent);
        else child = world.AddNode(still, parent);
        NodeId tag = world.AddNode(Pose.At(new Vec2(0f, 1f)), child);
        for (int i = 0; i < 60; i++)
        {
            world.Step();
            Near(world[falling].Pose, world.WorldPoseOf(parent));
            Near(world[still].Pose, world.WorldPoseOf(child));
            Near(world[still].Pose * Pose.At(new Vec2(0f, 1f)), world.WorldPoseOf(tag));
        }

        world.SetWorldPose(parent, Pose.At(new Vec2(10f, 10f)));
        Near(world.WorldPoseOf(child), world[still].Pose);
        Near(Pose.At(new Vec2(10f, 10f)), world[falling].Pose);
        world.RemoveBody(falling);
        Near(Pose.At(new Vec2(10f, 10f)), world.WorldPoseOf(parent));
    }

    [Fact]
    public void A_tree_may_be_deeper_than_the_stack()
    {
        using World world = new();
        NodeId root = world.AddNode(Pose.Identity), last = root;
        for (int i = 0; i < 200_000; i++) last = world.AddNode(Pose.At(new Vec2(0.001f, 0f)), last);
        Assert.Equal(200f, world.WorldPoseOf(last).Position.X, 0.5f);
        float before = world.WorldPoseOf(last).Position.Y;
        world.SetLocalPose(root, Pose.At(new Vec2(0f, 5f)));
        Assert.Equal(before + 5f, world.WorldPoseOf(last).Position.Y, 0.01f);
        Assert.Throws<InvalidOperationException>(() => world.Attach(root, last));
    }

    [Fact]
    public void A_body_that_is_put_elsewhere_has_its_nodes_with_it_at_once()
    {
        using World world = new();
        BodyId body = world.AddBody(new BodyDefinition { Position = new Vec2(1f, 0f) });
        NodeId node = world.AddNode(body, world.AddNode(Pose.At(new Vec2(7f, 7f), 1f)));
        NodeId tag = world.AddNode(Pose.At(new Vec2(0f, 2f)), node);
        Near(Pose.At(new Vec2(1f, 2f)), world.WorldPoseOf(tag));
        Body moved = world[body];
        moved.Pose = Pose.At(new Vec2(5f, 5f), MathF.PI / 2f);
        Near(moved.Pose, world.WorldPoseOf(node));
        Near(Pose.At(new Vec2(3f, 5f), MathF.PI / 2f), world.WorldPoseOf(tag));
        Near(Model(world, node), world.WorldPoseOf(node));
        world.RemoveBody(body);
        Near(Pose.At(new Vec2(3f, 5f), MathF.PI / 2f), world.WorldPoseOf(tag));
    }

    [Fact]
    public void Looking_changes_nothing_and_a_state_taken_on_is_seen_at_once()
    {
        using World world = new();
        BodyId body = world.AddBody(new BodyDefinition { AngularVelocity = 1f });
        NodeId node = world.AddNode(body), tag = world.AddNode(Pose.At(new Vec2(0f, 1f)), node);
        world.Run(10);
        Snapshot kept = world.Save();
        Pose then = world.WorldPoseOf(tag);
        world.Run(20);
        ulong before = world.FullChecksum();
        Assert.NotEqual(then, world.WorldPoseOf(tag));
        world.LocalPoseOf(node);
        Assert.Equal(before, world.FullChecksum());
        world.Restore(kept);
        Assert.Equal(then, world.WorldPoseOf(tag));
    }

    [Fact]
    public void Bodies_that_hang_on_a_node_go_with_it_as_one_or_not_at_all()
    {
        using World world = new();
        BodyId[] bodies = [.. Enumerable.Range(0, 4).Select(i => world.AddBody(new BodyDefinition { Position = new Vec2(i, 0f) }))];
        NodeId root = world.AddNode(Pose.Identity), last = root;
        foreach (BodyId body in bodies) last = world.AddNode(body, last);
        world.SetLocalPose(root, Pose.At(new Vec2(0f, 10f), MathF.PI / 2f));
        for (int i = 0; i < bodies.Length; i++) Near(Pose.At(new Vec2(0f, 10f + i), MathF.PI / 2f), world[bodies[i]].Pose);
        ulong before = world.FullChecksum();
        Assert.Throws<ArgumentOutOfRangeException>(() => world.SetWorldPose(root, Pose.At(new Vec2(999_998f, 0f))));
        Assert.Equal(before, world.FullChecksum());
    }

    private static Pose Model(World world, NodeId node)
    {
        Pose pose = world.LocalPoseOf(node);
        for (NodeId at = world.ParentOf(node); at != default; at = world.ParentOf(at)) pose = world.LocalPoseOf(at) * pose;
        return pose;
    }

    private static bool IsBelow(World world, NodeId node, NodeId above)
    {
        for (; node != default; node = world.ParentOf(node))
        {
            if (node == above) return true;
        }

        return false;
    }

    private static Pose Any(Random random) => Pose.At(new Vec2((random.NextSingle() * 4f) - 2f, (random.NextSingle() * 4f) - 2f), random.NextSingle() * 6f);

    private static void Near(Pose expected, Pose actual)
    {
        Assert.True(Vec2.Distance(expected.Position, actual.Position) < 2e-3f, $"{actual.Position}, not {expected.Position}");
        Assert.True(MathF.Abs(expected.Rotation.To(actual.Rotation).Angle) < 1e-3f, $"{actual.Rotation}, not {expected.Rotation}");
    }
}
