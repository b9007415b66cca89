namespace DreamStack.App.Scene;

/// <summary>How heavy the bundled font is drawn, as CSS counts it.</summary>
public enum TextWeight
{
    /// <summary>For running text and labels.</summary>
    Regular = 400,

    /// <summary>For headings and figures.</summary>
    SemiBold = 600,
}
