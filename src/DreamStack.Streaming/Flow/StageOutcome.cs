namespace DreamStack.Streaming.Flow;

/// <summary>What a stage did with a picture.</summary>
public enum StageOutcome
{
    /// <summary>The picture it made is in the output.</summary>
    Written,

    /// <summary>The picture goes on as it came; the output is void.</summary>
    Unchanged,

    /// <summary>The output holds the picture's coded form.</summary>
    Coded,

    /// <summary>The picture goes no further.</summary>
    Stopped,
}
