namespace DreamStack.Streaming.Flow.Stages;

/// <summary>How far a picture is turned, clockwise.</summary>
public enum Rotation
{
    /// <summary>The top becomes the right side.</summary>
    By90,

    /// <summary>Upside down.</summary>
    By180,

    /// <summary>The top becomes the left side.</summary>
    By270,
}
