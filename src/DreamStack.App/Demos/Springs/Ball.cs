using DreamStack.App.Springs;

namespace DreamStack.App.Demos.Springs;

/// <summary>One ball of the world; while held it goes where its holder wants and cannot be pushed.</summary>
internal struct Ball
{
    public SpringPoint Spring;
    public double Radius;
    public double InverseMass;
    public bool Held;

    /// <summary>How far the holder moved it since the last step: what its speed is made of.</summary>
    public (double X, double Y) Moved;

    /// <summary>0 while held: nothing moves it.</summary>
    public readonly double Mobility => Held ? 0 : InverseMass;
}
