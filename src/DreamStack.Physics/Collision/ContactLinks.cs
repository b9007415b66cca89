namespace DreamStack.Physics.Collision;

/// <summary>Whom a contact joins, its place in both bodies' lists, and what the two surfaces make together.</summary>
internal struct ContactLinks
{
    public int NextA;
    public int ShapeA;
    public int ShapeB;
    public int BodyA;
    public int BodyB;
    public int PreviousA;
    public int NextB;
    public int PreviousB;
    public float Friction;
    public float Restitution;
    public float BeltSpeed;
}
