namespace DreamStack.Physics.Collision;

/// <summary>What a contact pushed with; where the next step begins.</summary>
internal struct ContactImpulses
{
    public float Normal1;
    public float Tangent1;
    public float Normal2;
    public float Tangent2;
}
