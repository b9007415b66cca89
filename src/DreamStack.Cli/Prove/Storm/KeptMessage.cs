namespace DreamStack.Cli.Prove.Storm;

/// <summary>A whole message as it came.</summary>
/// <param name="Bytes">Header and payload; shared by all who got the same.</param>
/// <param name="At">When its last byte was there, in ticks of the clock.</param>
internal readonly record struct KeptMessage(byte[] Bytes, long At);
