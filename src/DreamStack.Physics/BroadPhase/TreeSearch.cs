using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DreamStack.Physics.Maths;

namespace DreamStack.Physics.BroadPhase;

/// <summary>Walks through a tree along the boxes that matter.</summary>
internal static unsafe class TreeSearch
{
    private const int Depth = 256;

    // What only just touches, by the rounding of its own frame, must not be lost to the rounding of its box.
    private const float Slack = 1e-5f;

    [SkipLocalsInit]
    public static bool Overlaps<TVisitor>(BoundsTree tree, Bounds bounds, ref TVisitor visitor)
        where TVisitor : struct, ITreeVisitor, allows ref struct
    {
        TreeNode* nodes = tree.Nodes;
        if (nodes[0].First == 0) return true;
        // All four sides at once: the upper ones compare like the lower ones when both signs are turned.
        Vector128<float> turned = Vector128.Create(0f, 0f, -0f, -0f);
        Vector128<float> most = Vector128.Create(bounds.Upper.X, bounds.Upper.Y, -bounds.Lower.X, -bounds.Lower.Y);
        int* stack = stackalloc int[Depth];
        int count = 0;
        if (Meets(nodes + nodes[0].First, turned, most)) stack[count++] = nodes[0].First;
        while (count > 0)
        {
            TreeNode* node = nodes + stack[--count];
            if (node->Height == 0)
            {
                if (!visitor.Visit(node->First)) return false;
                continue;
            }

            if (Meets(nodes + node->Second, turned, most)) stack[count++] = node->Second;
            if (Meets(nodes + node->First, turned, most)) stack[count++] = node->First;
        }

        return true;
    }

    /// <summary>Boxes that a box of the given half size meets on its way; the visitor may shorten the way.</summary>
    [SkipLocalsInit]
    public static void Along<TVisitor>(BoundsTree tree, Vec2 origin, Vec2 way, Vec2 halfSize, ref TVisitor visitor)
        where TVisitor : struct, IRayVisitor, allows ref struct
    {
        TreeNode* nodes = tree.Nodes;
        if (nodes[0].First == 0) return;
        int* stack = stackalloc int[Depth];
        int count = 0;
        stack[count++] = nodes[0].First;
        Vec2 across = way.Left;
        Vec2 absolute = new(MathF.Abs(across.X), MathF.Abs(across.Y));
        while (count > 0)
        {
            TreeNode* node = nodes + stack[--count];
            Vec2 end = origin + (visitor.MaxFraction * way);
            Bounds swept = new Bounds(Vec2.Min(origin, end) - halfSize, Vec2.Max(origin, end) + halfSize).Grown(Slack);
            if (!node->Bounds.Overlaps(swept)) continue;
            // The line must also pass the box in the direction across it; a little slack covers rounding.
            float off = MathF.Abs(Vec2.Dot(across, origin - node->Bounds.Center));
            float reach = Vec2.Dot(absolute, node->Bounds.HalfSize + halfSize);
            if (off > reach + (1e-4f * reach) + 1e-6f) continue;
            if (node->Height == 0)
            {
                if (!visitor.Visit(node->First)) return;
                continue;
            }

            stack[count++] = node->Second;
            stack[count++] = node->First;
        }
    }

    /// <summary>Boxes within a distance of a point, the nearer child first; the visitor may shorten the distance.</summary>
    [SkipLocalsInit]
    public static void Near<TVisitor>(BoundsTree tree, Vec2 point, ref TVisitor visitor)
        where TVisitor : struct, IRayVisitor, allows ref struct
    {
        TreeNode* nodes = tree.Nodes;
        if (nodes[0].First == 0) return;
        int* stack = stackalloc int[Depth];
        int count = 0;
        stack[count++] = nodes[0].First;
        while (count > 0)
        {
            TreeNode* node = nodes + stack[--count];
            if (node->Bounds.DistanceTo(point) > visitor.MaxFraction) continue;
            if (node->Height == 0)
            {
                if (!visitor.Visit(node->First)) return;
                continue;
            }

            bool isFirstNearer = nodes[node->First].Bounds.DistanceTo(point) <= nodes[node->Second].Bounds.DistanceTo(point);
            stack[count++] = isFirstNearer ? node->Second : node->First;
            stack[count++] = isFirstNearer ? node->First : node->Second;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Meets(TreeNode* node, Vector128<float> turned, Vector128<float> most) =>
        Vector128.LessThanOrEqualAll(Vector128.Load((float*)&node->Bounds) ^ turned, most);
}
