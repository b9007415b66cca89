using DreamStack.Physics.Bodies;
using DreamStack.Physics.Hierarchy;
using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Worlds;

public sealed partial class World
{
    /// <summary>Adds a node at a pose in its parent's frame, or in the world's without a parent.</summary>
    public NodeId AddNode(Pose local, NodeId parent = default)
    {
        int node = Nodes.Add(Checked(local), parent == default ? -1 : RowOf(parent));
        return new NodeId(node, Nodes.Slots.GenerationOf(node));
    }

    /// <summary>Adds a node that stands where a body does: the body leads, and what hangs below follows.</summary>
    public NodeId AddNode(BodyId body, NodeId parent = default)
    {
        Pose world = Bodies.PoseOf(RowOf(body));
        NodeId node = AddNode(parent == default ? world : WorldPoseOf(parent).ToLocal(world), parent);
        Nodes[node.Index].Body = body;
        return node;
    }

    /// <summary>Removes a node; its children stay where they are and hang on its parent.</summary>
    public void RemoveNode(NodeId id)
    {
        int node = RowOf(id), parent = Nodes[node].Parent;
        while (Nodes[node].FirstChild >= 0) Reattach(Nodes[node].FirstChild, parent);
        Nodes.Unlink(node);
        Nodes.Slots.Free(node);
    }

    /// <summary>Whether the id names a node that is there.</summary>
    public bool Contains(NodeId id) => Nodes.Slots.IsLive(id.Index, id.Generation);

    /// <summary>Where a node is in the world.</summary>
    public Pose WorldPoseOf(NodeId id) => Nodes.WorldOf(RowOf(id));

    /// <summary>Where a node is in its parent's frame.</summary>
    public Pose LocalPoseOf(NodeId id) => Nodes[RowOf(id)].Local;

    /// <summary>Moves a node in its parent's frame, with all below it; a node of a body takes the body along.</summary>
    public void SetLocalPose(NodeId id, Pose local)
    {
        int node = RowOf(id);
        Nodes[node].Local = Checked(local);
        Nodes.MarkDirty(node);
        LeadBodies(node);
    }

    /// <summary>Moves a node in the world, with all below it; a node of a body takes the body along.</summary>
    public void SetWorldPose(NodeId id, Pose world)
    {
        int node = RowOf(id);
        Nodes.SetWorld(node, Checked(world));
        LeadBodies(node);
    }

    /// <summary>Hangs a node on another, or on none; it stays where it is in the world.</summary>
    public void Attach(NodeId child, NodeId parent)
    {
        int node = RowOf(child), above = parent == default ? -1 : RowOf(parent);
        if (above >= 0 && Nodes.IsBelow(above, node)) throw new InvalidOperationException("A node cannot hang on itself or on what hangs on it.");
        Reattach(node, above);
    }

    /// <summary>Takes a node from its parent; it stays where it is in the world.</summary>
    public void Detach(NodeId child) => Reattach(RowOf(child), -1);

    /// <summary>The node another hangs on, or the default value.</summary>
    public NodeId ParentOf(NodeId id)
    {
        int parent = Nodes[RowOf(id)].Parent;
        return parent < 0 ? default : new NodeId(parent, Nodes.Slots.GenerationOf(parent));
    }

    private void Reattach(int node, int parent)
    {
        Pose world = Nodes.WorldOf(node);
        Nodes.Unlink(node);
        Nodes.Link(node, parent);
        Nodes.SetWorld(node, world);
    }

    private void LeadBodies(int node)
    {
        for (int at = node; at >= 0; at = Nodes.NextBelow(at, node))
        {
            if (Nodes[at].Body.Generation != 0) SetPose(RowOf(Nodes[at].Body), Nodes.WorldOf(at));
        }
    }

    private int RowOf(NodeId id) =>
        Contains(id) ? id.Index : throw new ArgumentException($"There is no node {id.Index} of generation {id.Generation}.", nameof(id));

    private static Pose Checked(Pose pose) =>
        pose.Position.IsFinite && float.IsFinite(pose.Rotation.Cos) && float.IsFinite(pose.Rotation.Sin)
            ? pose
            : throw new ArgumentOutOfRangeException(nameof(pose), pose, "A pose must be of numbers.");
}
