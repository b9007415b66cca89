namespace DreamStack.EndToEnd.Tests.Browser;

/// <summary>A picture that a view showed: its seq, its size and the XxHash3 of what the canvas held then.</summary>
internal sealed record ShownPicture(ushort Seq, int Width, int Height, bool Keyframe, string Hash, double At);
