namespace DreamStack.Physics.Timelines;

/// <summary>An input and the step before which it acts.</summary>
/// <param name="Step">Steps done when it acts.</param>
/// <param name="Bytes">What it says.</param>
internal readonly record struct TimelineInput(long Step, byte[] Bytes);
