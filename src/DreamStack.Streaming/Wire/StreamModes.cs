namespace DreamStack.Streaming.Wire;

/// <summary>The words for <see cref="StreamMode"/> in addresses and control objects.</summary>
public static class StreamModes
{
    /// <summary>What a source that says nothing can serve: pictures.</summary>
    public static IReadOnlyList<StreamMode> Pictures { get; } = [StreamMode.Pixel, StreamMode.Delta];

    /// <summary>The lower-case word of a mode.</summary>
    public static string ToWord(this StreamMode mode) => mode switch
    {
        StreamMode.Pixel => "pixel",
        StreamMode.Delta => "delta",
        StreamMode.Signal => "signal",
        _ => "lockstep",
    };

    /// <summary>The mode a word names; false for any other word.</summary>
    public static bool TryParse(ReadOnlySpan<char> word, out StreamMode mode)
    {
        mode = StreamMode.Delta;
        switch (word)
        {
            case "pixel": mode = StreamMode.Pixel; return true;
            case "delta": return true;
            case "signal": mode = StreamMode.Signal; return true;
            case "lockstep": mode = StreamMode.Lockstep; return true;
            default: return false;
        }
    }

    /// <summary>The modes of a comma-separated list; words that name none are left out.</summary>
    public static IReadOnlyList<StreamMode> ParseList(ReadOnlySpan<char> words)
    {
        List<StreamMode> modes = [];
        foreach (Range range in words.Split(','))
        {
            if (TryParse(words[range].Trim(), out StreamMode mode) && !modes.Contains(mode)) modes.Add(mode);
        }

        return modes;
    }
}
