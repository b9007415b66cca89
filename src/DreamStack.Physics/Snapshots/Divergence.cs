namespace DreamStack.Physics.Snapshots;

/// <summary>Where two states first differ.</summary>
/// <param name="Step">Step of the first state.</param>
/// <param name="Column">What differs: the table and its column, as in <c>bodies.pose</c>.</param>
/// <param name="Row">Which body, contact or constraint; −1 when the tables have different lengths.</param>
/// <param name="Field">Which number of it, as in <c>center.x</c>.</param>
/// <param name="First">The number's bits in the first state.</param>
/// <param name="Second">The number's bits in the second state.</param>
public readonly record struct Divergence(long Step, string Column, int Row, string Field, uint First, uint Second)
{
    /// <summary>The first number as a float, for those that are.</summary>
    public float FirstValue => BitConverter.UInt32BitsToSingle(First);

    /// <summary>The second number as a float, for those that are.</summary>
    public float SecondValue => BitConverter.UInt32BitsToSingle(Second);

    /// <inheritdoc/>
    public override string ToString() => $"step {Step}: {Column}[{Row}].{Field} is {FirstValue:R} (0x{First:x8}) and {SecondValue:R} (0x{Second:x8})";
}
