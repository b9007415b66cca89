namespace DreamStack.Streaming.Flow.Stages;

/// <summary>How pixels between pixels are made.</summary>
public enum ScaleFilter
{
    /// <summary>The one pixel that lies there: hard edges, nothing mixed.</summary>
    Nearest,

    /// <summary>Shrinking takes the mean of the area covered (box), enlarging blends the neighbours (bilinear).</summary>
    Smooth,
}
