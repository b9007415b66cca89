using System.Globalization;
using DreamStack.Relay.Sockets;
using DreamStack.Relay.Streams;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Telemetry;

/// <summary>Says which viewers are slow, and why, from what was counted about them.</summary>
internal static class ViewerStates
{
    // Longer than any way to a viewer and back: an acknowledgement is missing, not late.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Every viewer and how it fares; <paramref name="streams"/> says what their sources send.</summary>
    public static IEnumerable<(PeerReport Report, ViewerState State)> Of(IEnumerable<StreamReport> streams, IEnumerable<PeerReport> reports)
    {
        Dictionary<string, double> rates = streams.ToDictionary(stream => stream.Name, stream => stream.BytesInPerSecond);
        return reports.Where(report => report.Mode is not null).Select(report => (report, Of(report, rates.GetValueOrDefault(report.Stream))));
    }

    /// <summary>How a viewer of a stream that brings so many bytes a second fares.</summary>
    public static ViewerState Of(PeerReport viewer, double streamRate)
    {
        if (viewer.Mode is null) return default;
        if (viewer.Hidden) return new ViewerState(SlowReason.Hidden, "its page is hidden");
        if (viewer.SinceAck is { } silence && silence > Patience)
        {
            return new ViewerState(SlowReason.Silent, string.Create(CultureInfo.InvariantCulture, $"has acknowledged nothing for {silence.TotalSeconds:0} s"));
        }

        if (viewer.SkipsPerSecond <= 0)
        {
            // A quality the viewer did not choose itself: the relay went down because the link could not carry it.
            return viewer.Step is { } step && step > StepOf(viewer.Mode.Value)
                ? new ViewerState(SlowReason.Quality, $"quality lowered to {Word(step)}")
                : default;
        }

        string skips = string.Create(CultureInfo.InvariantCulture, $"skips {Math.Max(1, viewer.SkipsPerSecond):0} a second");
        if (viewer.Mode == StreamMode.Signal) return new ViewerState(SlowReason.Link, $"takes signals too slowly; {skips}");
        if (viewer.SinceAck is null) return new ViewerState(SlowReason.Silent, $"does not acknowledge pictures, and its link is full; {skips}");
        return viewer.TakesPerSecond > 0 && viewer.TakesPerSecond < streamRate
            ? new ViewerState(SlowReason.Link, $"its link takes {Bytes(viewer.TakesPerSecond)}/s of {Bytes(streamRate)}/s; {skips}")
            : new ViewerState(SlowReason.Link, $"its link or its program does not keep up; {skips}");
    }

    /// <summary>The reason in one word, for a label.</summary>
    public static string Word(SlowReason reason) => reason switch
    {
        SlowReason.Link => "link",
        SlowReason.Silent => "silent",
        SlowReason.Quality => "quality",
        SlowReason.Hidden => "hidden",
        _ => "none",
    };

    private static QualityStep StepOf(StreamMode mode) => mode switch
    {
        StreamMode.Pixel => QualityStep.FullPixels,
        StreamMode.Delta => QualityStep.Delta,
        _ => QualityStep.Signal,
    };

    private static string Word(QualityStep step) => step switch
    {
        QualityStep.FullPixels => "whole pictures",
        QualityStep.Delta => "changes",
        QualityStep.CompressedDelta => "compressed changes",
        QualityStep.LowerRate => "fewer pictures",
        _ => "signals",
    };

    private static string Bytes(double bytes) => bytes switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{bytes:0} B"),
        < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000:0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
    };
}
