namespace DreamStack.App.Demos.Springs;

/// <summary>A pointer or finger that holds a ball, and where on the ball.</summary>
/// <param name="Viewer">Whose.</param>
/// <param name="Contact">The finger's id; −1 for the pointer.</param>
/// <param name="Ball">Which ball.</param>
/// <param name="OffsetX">From the contact to the ball's middle, across.</param>
/// <param name="OffsetY">From the contact to the ball's middle, down.</param>
internal readonly record struct Grip(uint Viewer, int Contact, int Ball, double OffsetX, double OffsetY)
{
    public const int Pointer = -1;
}
