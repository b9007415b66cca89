namespace DreamStack.Streaming.Flow.Stages;

/// <summary>What changes places when a picture is mirrored.</summary>
public enum FlipAxis
{
    /// <summary>Left and right, as in a mirror on the wall.</summary>
    LeftToRight,

    /// <summary>Top and bottom, as in water.</summary>
    TopToBottom,
}
