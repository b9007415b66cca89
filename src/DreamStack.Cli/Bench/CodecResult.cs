namespace DreamStack.Cli.Bench;

/// <summary>What one content came to: medians as ratios to one memcpy of the picture.</summary>
/// <param name="Content">What the pictures show.</param>
/// <param name="Encode">Time to code, over the time to copy.</param>
/// <param name="Decode">Time to apply, over the time to copy.</param>
/// <param name="Bytes">Bytes of the coded delta.</param>
/// <param name="OfRaw">Those bytes over the picture's.</param>
internal sealed record CodecResult(string Content, double Encode, double Decode, int Bytes, double OfRaw);
