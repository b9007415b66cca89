namespace DreamStack.Cli.Verbs;

/// <summary>A picture's size in pixels, as a person writes it: 600x400.</summary>
internal readonly record struct PictureSize(ushort Width, ushort Height)
{
    public override string ToString() => $"{Width}x{Height}";
}
