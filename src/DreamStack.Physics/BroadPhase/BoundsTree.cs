using DreamStack.Physics.Maths;
using DreamStack.Physics.Memory;

namespace DreamStack.Physics.BroadPhase;

/// <summary>
/// A binary tree of boxes, kept short by rotations. Its nodes are state: the same history gives the same tree. The root
/// is in row 0, which is a mark and not a node.
/// </summary>
internal sealed unsafe partial class BoundsTree
{
    private readonly ListTable<TreeNode> _nodes;

    public BoundsTree(Arena arena, string name) => _nodes = new ListTable<TreeNode>(arena, name, isChecked: false);

    public TreeNode* Nodes => _nodes.Items.Rows;

    public int Root
    {
        get => Nodes[0].First;
        private set => Nodes[0].First = value;
    }

    public void Begin() => _nodes.Push(new TreeNode { First = 0, Height = -1 });

    public Bounds BoundsOf(int leaf) => Nodes[leaf].Bounds;

    public int Insert(int item, Bounds bounds)
    {
        int leaf = Take();
        Nodes[leaf] = new TreeNode { Bounds = bounds, First = item, Second = 0, Height = 0 };
        Link(leaf);
        return leaf;
    }

    public void Remove(int leaf)
    {
        Unlink(leaf);
        Free(leaf);
    }

    public void Move(int leaf, Bounds bounds)
    {
        Unlink(leaf);
        Nodes[leaf].Bounds = bounds;
        Link(leaf);
    }

    private int Take()
    {
        int node = _nodes.FreeHead;
        if (node < 0) return _nodes.Append();
        _nodes.FreeHead = Nodes[node].First;
        return node;
    }

    private void Free(int node)
    {
        Nodes[node] = new TreeNode { First = _nodes.FreeHead, Height = -1 };
        _nodes.FreeHead = node;
    }

    private void Link(int leaf)
    {
        if (Root == 0)
        {
            Root = leaf;
            Nodes[leaf].Parent = 0;
            return;
        }

        int sibling = BestSibling(Nodes[leaf].Bounds);
        int parent = Take();
        TreeNode* nodes = Nodes;
        int above = nodes[sibling].Parent;
        nodes[parent] = new TreeNode { Bounds = Bounds.Union(nodes[leaf].Bounds, nodes[sibling].Bounds), First = sibling, Second = leaf, Parent = above, Height = nodes[sibling].Height + 1 };
        nodes[sibling].Parent = parent;
        nodes[leaf].Parent = parent;
        Replace(above, sibling, parent);
        Refit(above);
    }

    private void Unlink(int leaf)
    {
        TreeNode* nodes = Nodes;
        int parent = nodes[leaf].Parent;
        if (parent == 0)
        {
            Root = 0;
            return;
        }

        int sibling = nodes[parent].First == leaf ? nodes[parent].Second : nodes[parent].First;
        int above = nodes[parent].Parent;
        nodes[sibling].Parent = above;
        Replace(above, parent, sibling);
        Free(parent);
        Refit(above);
    }

    private void Replace(int above, int old, int now)
    {
        if (above == 0) Root = now;
        else if (Nodes[above].First == old) Nodes[above].First = now;
        else Nodes[above].Second = now;
    }

    // Goes down where the border grows least; stops where a new parent here costs less than going on.
    private int BestSibling(Bounds bounds)
    {
        TreeNode* nodes = Nodes;
        int at = Root;
        while (nodes[at].Height > 0)
        {
            float own = nodes[at].Bounds.Perimeter;
            float joined = Bounds.Union(nodes[at].Bounds, bounds).Perimeter;
            float inherited = joined - own;
            float first = Growth(nodes + nodes[at].First, bounds) + inherited;
            float second = Growth(nodes + nodes[at].Second, bounds) + inherited;
            if (joined < first && joined < second) break;
            at = first <= second ? nodes[at].First : nodes[at].Second;
        }

        return at;
    }

    private static float Growth(TreeNode* node, Bounds bounds)
    {
        float joined = Bounds.Union(node->Bounds, bounds).Perimeter;
        return node->Height == 0 ? joined : joined - node->Bounds.Perimeter;
    }

    private void Refit(int at)
    {
        TreeNode* nodes = Nodes;
        while (at != 0)
        {
            Rotate(nodes, at);
            TreeNode* node = nodes + at;
            TreeNode* a = nodes + node->First;
            TreeNode* b = nodes + node->Second;
            node->Bounds = Bounds.Union(a->Bounds, b->Bounds);
            node->Height = 1 + (a->Height > b->Height ? a->Height : b->Height);
            at = node->Parent;
        }
    }

    // Swaps a child with a grandchild of the other side when that makes the other side's box smaller.
    private static void Rotate(TreeNode* nodes, int at)
    {
        int first = nodes[at].First, second = nodes[at].Second;
        float gain = 0f;
        int child = 0, grandchild = 0;
        Consider(nodes, first, second, ref gain, ref child, ref grandchild);
        Consider(nodes, second, first, ref gain, ref child, ref grandchild);
        if (grandchild == 0) return;

        int inner = nodes[grandchild].Parent;
        if (nodes[at].First == child) nodes[at].First = grandchild;
        else nodes[at].Second = grandchild;
        if (nodes[inner].First == grandchild) nodes[inner].First = child;
        else nodes[inner].Second = child;
        nodes[grandchild].Parent = at;
        nodes[child].Parent = inner;
        TreeNode* a = nodes + nodes[inner].First;
        TreeNode* b = nodes + nodes[inner].Second;
        nodes[inner].Bounds = Bounds.Union(a->Bounds, b->Bounds);
        nodes[inner].Height = 1 + (a->Height > b->Height ? a->Height : b->Height);
    }

    private static void Consider(TreeNode* nodes, int child, int inner, ref float gain, ref int bestChild, ref int bestGrandchild)
    {
        if (nodes[inner].Height == 0) return;
        float now = nodes[inner].Bounds.Perimeter;
        int a = nodes[inner].First, b = nodes[inner].Second;
        float withoutA = now - Bounds.Union(nodes[child].Bounds, nodes[b].Bounds).Perimeter;
        float withoutB = now - Bounds.Union(nodes[child].Bounds, nodes[a].Bounds).Perimeter;
        if (withoutA > gain) (gain, bestChild, bestGrandchild) = (withoutA, child, a);
        if (withoutB > gain) (gain, bestChild, bestGrandchild) = (withoutB, child, b);
    }
}
