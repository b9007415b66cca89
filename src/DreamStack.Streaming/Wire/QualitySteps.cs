namespace DreamStack.Streaming.Wire;

/// <summary>The words for <see cref="QualityStep"/> in control objects, and the step that each mode is at its best.</summary>
public static class QualitySteps
{
    /// <summary>The lower-case word of a step.</summary>
    public static string ToWord(this QualityStep step) => step switch
    {
        QualityStep.FullPixels => "full",
        QualityStep.Delta => "delta",
        QualityStep.CompressedDelta => "compressed",
        QualityStep.LowerRate => "lower",
        _ => "signal",
    };

    /// <summary>The step a word names; false for any other word.</summary>
    public static bool TryParse(ReadOnlySpan<char> word, out QualityStep step)
    {
        step = QualityStep.Delta;
        switch (word)
        {
            case "full": step = QualityStep.FullPixels; return true;
            case "delta": return true;
            case "compressed": step = QualityStep.CompressedDelta; return true;
            case "lower": step = QualityStep.LowerRate; return true;
            case "signal": step = QualityStep.Signal; return true;
            default: return false;
        }
    }

    /// <summary>The best step that a mode allows.</summary>
    public static QualityStep Of(StreamMode mode) => mode switch
    {
        StreamMode.Pixel => QualityStep.FullPixels,
        StreamMode.Delta => QualityStep.Delta,
        _ => QualityStep.Signal,
    };
}
