namespace DreamStack.Physics.Bodies;

internal struct BodyTuning
{
    public float LinearDamping;
    public float AngularDamping;
    public float GravityScale;

    /// <summary>Smallest distance from the centre to a side: what it may move without passing through something.</summary>
    public float MinExtent;

    /// <summary>Largest distance from the centre to a point of the body.</summary>
    public float MaxExtent;
}
