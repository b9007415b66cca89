namespace DreamStack.App.Scene;

/// <summary>Which point of a line of text its x names.</summary>
public enum TextAlign
{
    /// <summary>Where it starts.</summary>
    Left = 0,

    /// <summary>Its middle.</summary>
    Center = 1,

    /// <summary>Where it ends.</summary>
    Right = 2,
}
