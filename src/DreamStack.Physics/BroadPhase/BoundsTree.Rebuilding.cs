using System.Numerics;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Memory;

namespace DreamStack.Physics.BroadPhase;

/// <summary>
/// Many leaves moved at once: each makes the boxes above it larger, and then what is above them is made anew, from the
/// top down, by halves of space. Cheaper than taking each out and putting it in again, and it leaves a better tree.
/// </summary>
internal sealed unsafe partial class BoundsTree
{
    /// <summary>Above this a tree is made anew as a whole; a search has room for far more.</summary>
    private const int MostHeight = 96;

    private readonly Scratch<TreePart> _parts = new();
    private readonly Scratch<int> _path = new();
    private bool _isEnlarged;

    /// <summary>Moves a leaf; <see cref="Rebuild"/> has to follow before anything is put in or taken out.</summary>
    public void Enlarge(int leaf, Bounds bounds)
    {
        TreeNode* nodes = Nodes;
        nodes[leaf].Bounds = bounds;
        for (int at = nodes[leaf].Parent; at != 0; at = nodes[at].Parent)
        {
            bool isMarked = nodes[at].Height < 0;
            if (isMarked && nodes[at].Bounds.Contains(bounds)) return;
            if (!isMarked) nodes[at].Height = ~nodes[at].Height;
            nodes[at].Bounds = Bounds.Union(nodes[at].Bounds, bounds);
            _isEnlarged = true;
        }
    }

    /// <summary>Makes anew what <see cref="Enlarge"/> went through.</summary>
    public void Rebuild()
    {
        if (!_isEnlarged) return;
        _isEnlarged = false;
        MakeAnew(isWhole: false);
        if (Nodes[Root].Height > MostHeight) MakeAnew(isWhole: true);
    }

    private void MakeAnew(bool isWhole)
    {
        int count = TakeApart(isWhole);
        // Halves of space go down to one part soon, but for parts in a heap: from this depth on, halves of the list.
        int depth = (2 * BitOperations.Log2((uint)count)) + 8;
        Root = Build(_parts.Rows, count, depth);
        Nodes[Root].Parent = 0;
    }

    // Lists the parts below what is made anew, from first to second, and frees what is above them.
    private int TakeApart(bool isWhole)
    {
        TreeNode* nodes = Nodes;
        int waiting = 0, count = 0;
        _path.Reserve(1)[waiting++] = Root;
        while (waiting > 0)
        {
            int at = _path.Rows[--waiting];
            TreeNode node = nodes[at];
            if (node.Height < 0 || (isWhole && node.Height > 0))
            {
                int* path = _path.Reserve(waiting + 2);
                path[waiting++] = node.Second;
                path[waiting++] = node.First;
                Free(at);
                continue;
            }

            Vec2 middle = node.Bounds.Center;
            _parts.Reserve(count + 1)[count++] = new TreePart { Node = at, X = middle.X, Y = middle.Y };
        }

        return count;
    }

    private int Build(TreePart* parts, int count, int depth)
    {
        if (count == 1) return parts[0].Node;
        int half = depth > 0 ? Split(parts, count) : 0;
        if (half == 0 || half == count) half = count / 2;
        int first = Build(parts, half, depth - 1), second = Build(parts + half, count - half, depth - 1);
        int at = Take();
        TreeNode* nodes = Nodes;
        nodes[first].Parent = nodes[second].Parent = at;
        nodes[at] = new TreeNode
        {
            Bounds = Bounds.Union(nodes[first].Bounds, nodes[second].Bounds),
            First = first,
            Second = second,
            Height = 1 + (nodes[first].Height > nodes[second].Height ? nodes[first].Height : nodes[second].Height),
        };
        return at;
    }

    // Brings those of the lower half of the longer axis to the front and says how many there are.
    private static int Split(TreePart* parts, int count)
    {
        float lowX = parts[0].X, highX = lowX, lowY = parts[0].Y, highY = lowY;
        for (int i = 1; i < count; i++)
        {
            float x = parts[i].X, y = parts[i].Y;
            lowX = x < lowX ? x : lowX;
            highX = x > highX ? x : highX;
            lowY = y < lowY ? y : lowY;
            highY = y > highY ? y : highY;
        }

        bool isWide = highX - lowX > highY - lowY;
        float middle = isWide ? 0.5f * (lowX + highX) : 0.5f * (lowY + highY);
        int low = 0, high = count;
        while (true)
        {
            while (low < high && (isWide ? parts[low].X : parts[low].Y) < middle) low++;
            while (low < high && (isWide ? parts[high - 1].X : parts[high - 1].Y) >= middle) high--;
            if (low >= high) return low;
            (parts[low], parts[high - 1]) = (parts[high - 1], parts[low]);
            low++;
            high--;
        }
    }
}
