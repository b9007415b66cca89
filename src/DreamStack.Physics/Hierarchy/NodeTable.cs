using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Memory;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Hierarchy;

/// <summary>Nodes in a forest: a world pose is worked out when it is asked for and something above has changed.</summary>
internal sealed class NodeTable
{
    private readonly ColumnOf<NodeRow> _rows;
    private readonly List<int> _path = [];

    public NodeTable(Arena arena)
    {
        Slots = new SlotTable(arena, "nodes");
        _rows = Slots.AddChainColumn<NodeRow>("row");
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
        // A tree can be deeper than the stack: the path up to what is known is walked down from a list.
        _path.Clear();
        for (int at = node; at >= 0 && _rows[at].IsDirty != 0; at = _rows[at].Parent) _path.Add(at);
        for (int i = _path.Count - 1; i >= 0; i--)
        {
            ref NodeRow row = ref _rows[_path[i]];
            Pose pose = row.Parent < 0 ? row.Local : _rows[row.Parent].World * row.Local;
            row.World = new Pose(pose.Position, pose.Rotation.Unit());
            row.IsDirty = 0;
        }

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
        for (int at = node; at >= 0; at = NextBelow(at, node)) _rows[at].IsDirty = 1;
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

    /// <summary>The node after this one in the tree below a node, parents before children; −1 at its end.</summary>
    public int NextBelow(int node, int top)
    {
        if (_rows[node].FirstChild >= 0) return _rows[node].FirstChild;
        while (node != top && _rows[node].NextSibling < 0) node = _rows[node].Parent;
        return node == top ? -1 : _rows[node].NextSibling;
    }

    /// <summary>After a step: nodes of bodies stand where their bodies do.</summary>
    public void FollowBodies(World world)
    {
        if (Slots.Live == 0) return;
        for (int node = 0; node < Slots.Count; node++)
        {
            if (!Slots.IsLive(node) || _rows[node].Parent >= 0) continue;
            // What is above comes first: a node's local pose is worked out against where its parent is now.
            for (int at = node; at >= 0; at = NextBelow(at, node))
            {
                if (_rows[at].Body.Generation != 0) SetWorld(at, world.Bodies.PoseOf(_rows[at].Body.Index));
            }
        }
    }
}
