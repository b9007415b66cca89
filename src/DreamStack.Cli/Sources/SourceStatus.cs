using DreamStack.Cli.Terminal;

namespace DreamStack.Cli.Sources;

/// <summary>What a source does now, as one line: rates are since the last time it was asked.</summary>
internal sealed class SourceStatus(DemoSource source, TimeProvider time)
{
    private long _then = time.GetTimestamp();
    private long _frames;
    private long _bytes;

    public string Line()
    {
        double seconds = Math.Max(0.001, time.GetElapsedTime(_then).TotalSeconds);
        (long frames, long bytes) = (source.Frames, source.BytesSent);
        string line = $"{source.Viewers} watching · {Figures.Rate((frames - _frames) / seconds)} fps · "
            + $"{Figures.Bytes((bytes - _bytes) / seconds)}/s · {frames} frames";
        (_then, _frames, _bytes) = (time.GetTimestamp(), frames, bytes);
        return line;
    }
}
