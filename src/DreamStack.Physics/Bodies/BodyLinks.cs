namespace DreamStack.Physics.Bodies;

internal struct BodyLinks
{
    public int FirstShape;
    public BodyKind Kind;
    public BodyFlags Flags;
    public int FirstContact;
    public int FirstJoint;
    public int Contacts;

    /// <summary>Place in the list of awake bodies, plus one; 0 when asleep or static. It is the row of the solver, too.</summary>
    public int Awake;
}
