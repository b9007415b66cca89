using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Memory;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Hierarchy;

/// <summary>Nodes in a forest: a world pose is worked out when it is asked for and something above has changed.</summary>
internal sealed class NodeTable
{
    private readonly ColumnOf<NodeRow> _rows;

    public NodeTable(Arena arena)
    {
        Slots = new SlotTable(arena, "nodes");
        _rows = Slots.AddColumn<NodeRow>("row", isChecked: false);
    }

    public SlotTable Slots { get; }

    public ref NodeRow this[int node] => ref _rows[node];

    public int Add(Pose local, int parent)
    {
        int node = Slots.Take();
        _rows[node] = new NodeRow { Local = local, World = local, Parent = -1, FirstChild = -1, NextSibling = -1, IsDirty = 1 };
        Link(node, parent);
        return node;
    }

    public Pose WorldOf(int node)
    {
        if (_rows[node].IsDirty == 0) return _rows[node].World;
        int parent = _rows[node].Parent;
        Pose pose = parent < 0 ? _rows[node].Local : WorldOf(parent) * _rows[node].Local;
        _rows[node].World = new Pose(pose.Position, pose.Rotation.Unit());
        _rows[node].IsDirty = 0;
        return _rows[node].World;
    }

    public void SetWorld(int node, Pose world)
    {
        int parent = _rows[node].Parent;
        _rows[node].Local = parent < 0 ? world : WorldOf(parent).ToLocal(world);
        MarkDirty(node);
    }

    /// <summary>What is dirty has only dirty nodes below it, so marking stops there.</summary>
    public void MarkDirty(int node)
    {
        if (_rows[node].IsDirty != 0) return;
        _rows[node].IsDirty = 1;
        for (int child = _rows[node].FirstChild; child >= 0; child = _rows[child].NextSibling) MarkDirty(child);
    }

    public void Link(int node, int parent)
    {
        _rows[node].Parent = parent;
        if (parent < 0) return;
        _rows[node].NextSibling = _rows[parent].FirstChild;
        _rows[parent].FirstChild = node;
    }

    public void Unlink(int node)
    {
        int parent = _rows[node].Parent;
        if (parent < 0) return;
        ref int link = ref _rows[parent].FirstChild;
        while (link != node) link = ref _rows[link].NextSibling;
        link = _rows[node].NextSibling;
        _rows[node].Parent = -1;
        _rows[node].NextSibling = -1;
    }

    public bool IsBelow(int node, int above)
    {
        for (; node >= 0; node = _rows[node].Parent)
        {
            if (node == above) return true;
        }

        return false;
    }

    /// <summary>A body that is removed leaves its node where it was.</summary>
    public void Forget(BodyId body)
    {
        if (Slots.Live == 0) return;
        for (int node = 0; node < Slots.Count; node++)
        {
            if (Slots.IsLive(node) && _rows[node].Body == body) _rows[node].Body = default;
        }
    }

    /// <summary>After a step: nodes of bodies stand where their bodies do.</summary>
    public void FollowBodies(World world)
    {
        if (Slots.Live == 0) return;
        for (int node = 0; node < Slots.Count; node++)
        {
            if (!Slots.IsLive(node) || _rows[node].Body.Generation == 0) continue;
            SetWorld(node, world.Bodies.PoseOf(_rows[node].Body.Index));
        }
    }
}
