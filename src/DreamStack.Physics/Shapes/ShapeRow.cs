namespace DreamStack.Physics.Shapes;

/// <summary>A shape as the world keeps it.</summary>
internal struct ShapeRow
{
    public int Next;
    public int Body;
    public int Proxy;
    public int Geometry;
    public float Density;
    public float Friction;
    public float Restitution;
    public float BeltSpeed;
    public Filter Filter;
    public short IsMoved;
    public short AsksBeforeContact;
    public ulong UserData;
}
