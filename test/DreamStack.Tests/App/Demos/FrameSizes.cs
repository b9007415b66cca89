using System.Globalization;
using DreamStack.App.Demos.Springs;
using DreamStack.Streaming.Wire;
using DreamStack.Tests.App.Hosting;

namespace DreamStack.Tests.App.Demos;

/// <summary>What the springs demo sends over the drag script at 600 × 400, in whole messages with their headers.</summary>
internal sealed class FrameSizes
{
    private FrameSizes(IReadOnlyList<SentMessage> sent)
    {
        TimeSpan restFrom = sent.Last(message => message.Type == FrameType.SignalDiff).At;
        List<SentMessage> deltas = [.. sent.Where(m => m.Type == FrameType.DeltaPixels && !m.Keyframe)];
        List<SentMessage> diffs = [.. sent.Where(m => m.Type == FrameType.SignalDiff)];
        Keyframe = sent.First(m => m.Keyframe && m.Type == FrameType.DeltaPixels).Length;
        Dragging = [.. deltas.Where(m => m.At >= DragScript.DragFrom && m.At <= DragScript.DragUntil).Select(m => m.Length)];
        Moving = [.. deltas.Select(m => m.Length)];
        Diffs = [.. diffs.Select(m => m.Length)];
        Sync = sent.First(m => m.Type == FrameType.SignalSync).Length;
        BytesAtRest = sent.Where(m => m.At > restFrom).Sum(m => m.Length);
        RestSeconds = (DragScript.RestBy - restFrom).TotalSeconds;
    }

    public int Keyframe { get; }

    public IReadOnlyList<int> Dragging { get; }

    public IReadOnlyList<int> Moving { get; }

    public IReadOnlyList<int> Diffs { get; }

    public int Sync { get; }

    public int BytesAtRest { get; }

    public double RestSeconds { get; }

    /// <summary>Inputs are taken only on the beat, 30 times a second: the figures the limits are set for.</summary>
    public static FrameSizes OnTheBeat()
    {
        using var session = new SourceSession();
        session.Pump();
        session.Demand();
        session.Pump();
        session.PlayScriptOnTheBeat();
        return new FrameSizes(session.Sent);
    }

    /// <summary>Every input is drawn as it comes, as a person with the page open gets it.</summary>
    public static FrameSizes AsItComes()
    {
        using var session = new SourceSession();
        session.Pump();
        session.Demand();
        session.Pump();
        session.PlayScript();
        return new FrameSizes(session.Sent);
    }

    public string ToRow(string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {Dragging.Average():0} | {Dragging.Max()} | {Dragging.Count} | {Moving.Average():0} | " +
        $"{Diffs.Average():0.0} | {Diffs.Max()} | {Diffs.Count} | {BytesAtRest} |");
}
