namespace DreamStack.Physics.Shapes;

/// <summary>A shape as the world keeps it.</summary>
internal struct ShapeRow
{
    public int Body;
    public int Next;
    public int Proxy;
    public int Geometry;
    public float Density;
    public float Friction;
    public float Restitution;
    public float BeltSpeed;
    public Filter Filter;
    public int IsMoved;
    public int AsksBeforeContact;

    /// <summary>Keeps the row free of bytes that nobody sets: a state is compared whole.</summary>
    public int Unused;
    public ulong UserData;
}
