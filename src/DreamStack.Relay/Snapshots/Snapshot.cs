namespace DreamStack.Relay.Snapshots;

/// <summary>A picture of a stream as a PNG file.</summary>
/// <param name="Tag">The same for the same picture at the same width.</param>
/// <param name="Png">The file; null when there was no picture that the relay can read.</param>
/// <param name="At">When it was made.</param>
internal sealed record Snapshot(string Tag, byte[]? Png, long At);
