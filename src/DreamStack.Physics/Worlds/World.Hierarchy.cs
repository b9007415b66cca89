using System.Runtime.CompilerServices;
using DreamStack.Physics.Bodies;
using DreamStack.Physics.Hierarchy;
using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Worlds;

public sealed partial class World
{
    private readonly List<(int Body, Pose To)> _led = [];

    /// <summary>Adds a node at a pose in its parent's frame, or in the world's without a parent.</summary>
    public NodeId AddNode(Pose local, NodeId parent = default) => AddNode(Guard.Pose(local), default, parent);

    /// <summary>Adds a node that stands where a body does: the body leads, and what hangs below follows.</summary>
    public NodeId AddNode(BodyId body, NodeId parent = default)
    {
        RowOf(body);
        return AddNode(Pose.Identity, body, parent);
    }

    /// <summary>Removes a node; its children stay where they are and hang on its parent.</summary>
    public void RemoveNode(NodeId id)
    {
        ThrowIfStepping();
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
    public Pose LocalPoseOf(NodeId id) => Nodes.LocalOf(RowOf(id));

    /// <summary>Moves a node in its parent's frame, with all below it; a node of a body takes the body along.</summary>
    public void SetLocalPose(NodeId id, Pose local)
    {
        ThrowIfStepping();
        Pose own = Guard.Pose(local);
        int node = RowOf(id), parent = Nodes[node].Parent;
        Lead(node, parent < 0 ? own : Nodes.WorldOf(parent) * own);
        if (!Nodes.HasBody(node)) Nodes.SetLocal(node, own);
    }

    /// <summary>Moves a node in the world, with all below it; a node of a body takes the body along.</summary>
    public void SetWorldPose(NodeId id, Pose world)
    {
        ThrowIfStepping();
        Pose to = Guard.Pose(world);
        int node = RowOf(id);
        Lead(node, to);
        if (!Nodes.HasBody(node)) Nodes.SetLocal(node, Nodes.InParent(node, to));
    }

    /// <summary>Hangs a node on another, or on none; it stays where it is in the world.</summary>
    public void Attach(NodeId child, NodeId parent)
    {
        ThrowIfStepping();
        int node = RowOf(child), above = parent == default ? -1 : RowOf(parent);
        if (above >= 0 && Nodes.IsBelow(above, node)) throw new InvalidOperationException("A node cannot hang on itself or on what hangs on it: detach that first.");
        Reattach(node, above);
    }

    /// <summary>Takes a node from its parent; it stays where it is in the world.</summary>
    public void Detach(NodeId child)
    {
        ThrowIfStepping();
        Reattach(RowOf(child), -1);
    }

    /// <summary>The node another hangs on, or the default value.</summary>
    public NodeId ParentOf(NodeId id)
    {
        int parent = Nodes[RowOf(id)].Parent;
        return parent < 0 ? default : new NodeId(parent, Nodes.Slots.GenerationOf(parent));
    }

    private NodeId AddNode(Pose local, BodyId body, NodeId parent)
    {
        ThrowIfStepping();
        int node = Nodes.Add(local, body, parent == default ? -1 : RowOf(parent));
        return new NodeId(node, Nodes.Slots.GenerationOf(node));
    }

    private void Reattach(int node, int parent)
    {
        Pose world = Nodes.WorldOf(node);
        Nodes.Unlink(node);
        Nodes.Link(node, parent);
        if (!Nodes.HasBody(node)) Nodes.SetLocal(node, Nodes.InParent(node, world));
    }

    // The bodies go with the node as one: where all of them come to is looked at before the first is moved.
    private void Lead(int node, Pose to)
    {
        _led.Clear();
        Pose from = Nodes.WorldOf(node);
        for (int at = node; at >= 0; at = Nodes.NextBelow(at, node))
        {
            if (Nodes.HasBody(at)) _led.Add((Nodes[at].Body.Index, Guard.Pose(at == node ? to : to * from.ToLocal(Nodes.WorldOf(at)), nameof(to))));
        }

        foreach ((int body, Pose pose) in _led) SetPose(body, pose);
    }

    private int RowOf(NodeId id, [CallerArgumentExpression(nameof(id))] string name = "") =>
        Contains(id) ? id.Index : throw new ArgumentException($"There is no node {id.Index} of generation {id.Generation} in this world.", name);
}
