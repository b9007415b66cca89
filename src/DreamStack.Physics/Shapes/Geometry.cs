using System.Runtime.CompilerServices;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Solver;

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
    public fixed float X[MaxVertices];
    public fixed float Y[MaxVertices];
    public fixed float NormalX[MaxVertices];
    public fixed float NormalY[MaxVertices];
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vec2 Vertex(int i) => new(X[i], Y[i]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vec2 Normal(int i) => new(NormalX[i], NormalY[i]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int i, Vec2 vertex)
    {
        X[i] = vertex.X;
        Y[i] = vertex.Y;
    }

    /// <summary>Outward normals from the vertices; a two-vertex outline has one for each side.</summary>
    public void SetNormals()
    {
        if (Count < 2) return;
        for (int i = 0; i < Count; i++)
        {
            Vec2 normal = (Vertex(i + 1 < Count ? i + 1 : 0) - Vertex(i)).Right.Normalized();
            NormalX[i] = normal.X;
            NormalY[i] = normal.Y;
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

    /// <summary>The outline as seen from another frame, four vertices at a time; what follows its last vertex is without meaning.</summary>
    public static void Move(Geometry* from, Pose pose, Geometry* to)
    {
        Wide4 cos = Wide4.Splat(pose.Rotation.Cos), sin = Wide4.Splat(pose.Rotation.Sin);
        Wide4 originX = Wide4.Splat(pose.Position.X), originY = Wide4.Splat(pose.Position.Y);
        int count = from->Count;
        for (int i = 0; i < count; i += Wide4.Width)
        {
            Wide4 x = Wide4.Load(from->X + i), y = Wide4.Load(from->Y + i), nx = Wide4.Load(from->NormalX + i), ny = Wide4.Load(from->NormalY + i);
            Wide4.Store(((cos * x) - (sin * y)) + originX, to->X + i);
            Wide4.Store(((sin * x) + (cos * y)) + originY, to->Y + i);
            Wide4.Store((cos * nx) - (sin * ny), to->NormalX + i);
            Wide4.Store((sin * nx) + (cos * ny), to->NormalY + i);
        }

        to->Count = count;
        to->Radius = from->Radius;
        to->IsChain = from->IsChain;
        to->Centroid = pose * from->Centroid;
        to->Before = pose * from->Before;
        to->After = pose * from->After;
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
