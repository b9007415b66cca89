using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Shapes;

/// <summary>
/// A rounded convex outline, counter-clockwise: one vertex is a circle, two a capsule or a segment. Equal outlines of a
/// world are kept once.
/// </summary>
internal unsafe struct Geometry
{
    public const int MaxVertices = 8;

    public int Next;
    public int Users;
    public fixed float Points[MaxVertices * 2];
    public fixed float Edges[MaxVertices * 2];
    public int Count;
    public float Radius;
    public Vec2 Centroid;
    public ulong Hash;

    /// <summary>The chain's neighbours of a two-vertex outline: such a segment collides on its right side only.</summary>
    public int IsChain;

    /// <summary>Keeps the row free of bytes that nobody sets: a state is compared whole.</summary>
    public int Unused;
    public Vec2 Before;
    public Vec2 After;

    public readonly bool IsCircle => Count == 1;

    public readonly Vec2 Vertex(int i)
    {
        fixed (float* p = Points) return ((Vec2*)p)[i];
    }

    public readonly Vec2 Normal(int i)
    {
        fixed (float* p = Edges) return ((Vec2*)p)[i];
    }

    public void Set(int i, Vec2 vertex)
    {
        fixed (float* p = Points) ((Vec2*)p)[i] = vertex;
    }

    /// <summary>Outward normals from the vertices; a two-vertex outline has one for each side.</summary>
    public void SetNormals()
    {
        if (Count < 2) return;
        fixed (float* p = Edges)
        {
            for (int i = 0; i < Count; i++) ((Vec2*)p)[i] = (Vertex(i + 1 < Count ? i + 1 : 0) - Vertex(i)).Right.Normalized();
        }
    }

    public readonly Bounds BoundsAt(Vec2 origin, Rotation q)
    {
        Vec2 lower = q * Vertex(0), upper = lower;
        for (int i = 1; i < Count; i++)
        {
            Vec2 v = q * Vertex(i);
            lower = Vec2.Min(lower, v);
            upper = Vec2.Max(upper, v);
        }

        return new Bounds(lower + origin, upper + origin).Grown(Radius);
    }

    /// <summary>The outline as seen from another frame.</summary>
    public readonly Geometry MovedBy(Pose pose)
    {
        Geometry moved = this;
        for (int i = 0; i < Count; i++)
        {
            moved.Set(i, pose * Vertex(i));
            ((Vec2*)moved.Edges)[i] = pose.Rotation * Normal(i);
        }

        moved.Before = pose * Before;
        moved.After = pose * After;
        moved.Centroid = pose * Centroid;
        return moved;
    }

    public readonly bool SameOutline(in Geometry other)
    {
        if (Count != other.Count || Radius != other.Radius || IsChain != other.IsChain || Before != other.Before || After != other.After) return false;
        for (int i = 0; i < Count; i++)
        {
            if (Vertex(i) != other.Vertex(i)) return false;
        }

        return true;
    }
}
