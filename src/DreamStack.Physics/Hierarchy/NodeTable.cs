using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Memory;

namespace DreamStack.Physics.Hierarchy;

/// <summary>Nodes in a forest: a world pose is worked out when it is asked for and something above has changed.</summary>
internal sealed class NodeTable
{
    private readonly ColumnOf<NodeRow> _rows;
    private readonly BodyTable _bodies;
    private readonly List<int> _path = [];
    private NodePlace[] _places = [];
    private long _moves;

    public NodeTable(Arena arena, BodyTable bodies)
    {
        _bodies = bodies;
        Slots = new SlotTable(arena, "nodes");
        _rows = Slots.AddChainColumn<NodeRow>("row");
    }

    public SlotTable Slots { get; }

    public ref NodeRow this[int node] => ref _rows[node];

    public int Add(Pose local, BodyId body, int parent)
    {
        int node = Slots.Take();
        _rows[node] = new NodeRow { Local = local, Body = body, Parent = -1, FirstChild = -1, NextSibling = -1 };
        if (node >= _places.Length) Array.Resize(ref _places, Math.Max(16, 2 * Slots.Count));
        _places[node] = default;
        Link(node, parent);
        return node;
    }

    public bool HasBody(int node) => _rows[node].Body.Generation != 0;

    /// <summary>After a step or a call that set a body down elsewhere: what hangs on bodies is to be looked for again.</summary>
    public void BodiesMoved() => _moves++;

    /// <summary>Another state is taken on.</summary>
    public void Forget()
    {
        if (_places.Length < Slots.Count) Array.Resize(ref _places, Slots.Count);
        Array.Clear(_places);
    }

    public Pose WorldOf(int node)
    {
        if (HasBody(node)) return _bodies.PoseOf(_rows[node].Body.Index);
        if (IsKnown(node)) return _places[node].World;
        // A tree can be deeper than the stack: the path up to what is known is walked down from a list.
        _path.Clear();
        int above = node;
        for (; above >= 0 && !HasBody(above) && !IsKnown(above); above = _rows[above].Parent) _path.Add(above);
        bool hangs = above >= 0 && (HasBody(above) || _places[above].HangsOnBody);
        Pose? known = above < 0 ? null : WorldOf(above);
        for (int i = _path.Count - 1; i >= 0; i--)
        {
            Pose pose = known is { } from ? from * _rows[_path[i]].Local : _rows[_path[i]].Local;
            known = new Pose(pose.Position, pose.Rotation.Unit());
            _places[_path[i]] = new NodePlace { World = known.Value, IsKnown = true, HangsOnBody = hangs, Moves = _moves };
        }

        return _places[node].World;
    }

    public Pose LocalOf(int node) => HasBody(node) ? InParent(node, WorldOf(node)) : _rows[node].Local;

    /// <summary>A pose of the world, seen from where a node hangs.</summary>
    public Pose InParent(int node, Pose world) => _rows[node].Parent < 0 ? world : WorldOf(_rows[node].Parent).ToLocal(world);

    public void SetLocal(int node, Pose local)
    {
        _rows[node].Local = local;
        MarkUnknown(node);
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
            if (!Slots.IsLive(node) || _rows[node].Body != body) continue;
            _rows[node].Local = LocalOf(node);
            _rows[node].Body = default;
            for (int at = node; at >= 0; at = NextBelow(at, node)) _places[at].IsKnown = false;
        }
    }

    /// <summary>The node after this one in the tree below a node, parents before children; −1 at its end.</summary>
    public int NextBelow(int node, int top)
    {
        if (_rows[node].FirstChild >= 0) return _rows[node].FirstChild;
        while (node != top && _rows[node].NextSibling < 0) node = _rows[node].Parent;
        return node == top ? -1 : _rows[node].NextSibling;
    }

    private bool IsKnown(int node) => _places[node].IsKnown && (!_places[node].HangsOnBody || _places[node].Moves == _moves);

    // What is not known has nothing known below it but what hangs on bodies, so marking stops there.
    private void MarkUnknown(int node)
    {
        if (!_places[node].IsKnown) return;
        for (int at = node; at >= 0; at = NextBelow(at, node)) _places[at].IsKnown = false;
    }
}
