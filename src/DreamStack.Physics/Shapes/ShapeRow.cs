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
    public ulong UserData;
}
