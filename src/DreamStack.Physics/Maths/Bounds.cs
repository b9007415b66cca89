using System.Runtime.CompilerServices;

namespace DreamStack.Physics.Maths;

/// <summary>A box along the axes.</summary>
/// <param name="Lower">The corner with the least coordinates.</param>
/// <param name="Upper">The corner with the greatest coordinates.</param>
public readonly record struct Bounds(Vec2 Lower, Vec2 Upper)
{
    /// <summary>The middle.</summary>
    public Vec2 Center => 0.5f * (Lower + Upper);

    /// <summary>Half the size.</summary>
    public Vec2 HalfSize => 0.5f * (Upper - Lower);

    /// <summary>Length of the border; what a tree keeps small.</summary>
    public float Perimeter
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2f * ((Upper.X - Lower.X) + (Upper.Y - Lower.Y));
    }

    /// <summary>The smallest box around both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bounds Union(Bounds a, Bounds b) => new(Vec2.Min(a.Lower, b.Lower), Vec2.Max(a.Upper, b.Upper));

    /// <summary>The box around a middle.</summary>
    public static Bounds Around(Vec2 center, float radius) =>
        new(new Vec2(center.X - radius, center.Y - radius), new Vec2(center.X + radius, center.Y + radius));

    /// <summary>Whether the two share a point, borders included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Overlaps(Bounds other) =>
        Lower.X <= other.Upper.X && Lower.Y <= other.Upper.Y && other.Lower.X <= Upper.X && other.Lower.Y <= Upper.Y;

    /// <summary>Whether the other lies inside, borders included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(Bounds other) =>
        Lower.X <= other.Lower.X && Lower.Y <= other.Lower.Y && other.Upper.X <= Upper.X && other.Upper.Y <= Upper.Y;

    /// <summary>Whether the point lies inside, borders included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(Vec2 point) => Lower.X <= point.X && Lower.Y <= point.Y && point.X <= Upper.X && point.Y <= Upper.Y;

    /// <summary>The box with <paramref name="margin"/> more on every side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Bounds Grown(float margin) =>
        new(new Vec2(Lower.X - margin, Lower.Y - margin), new Vec2(Upper.X + margin, Upper.Y + margin));

    /// <summary>The box and the box moved by <paramref name="way"/>, with what lies between.</summary>
    public Bounds Swept(Vec2 way) => Union(this, new Bounds(Lower + way, Upper + way));

    /// <summary>Distance from a point to the box; 0 inside.</summary>
    public float DistanceTo(Vec2 point)
    {
        float dx = point.X < Lower.X ? Lower.X - point.X : point.X > Upper.X ? point.X - Upper.X : 0f;
        float dy = point.Y < Lower.Y ? Lower.Y - point.Y : point.Y > Upper.Y ? point.Y - Upper.Y : 0f;
        return new Vec2(dx, dy).Length;
    }
}
