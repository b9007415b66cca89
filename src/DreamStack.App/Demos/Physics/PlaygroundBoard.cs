using DreamStack.App.Signals;

namespace DreamStack.App.Demos.Physics;

/// <summary>The playground's signals: with the table of poses all that its picture is made of.</summary>
internal sealed class PlaygroundBoard
{
    public PlaygroundBoard()
    {
        Tool = State.Add("t", new Signal<int>(0), SignalCodecs.Integer);
        Playing = State.Add("p", new Signal<int>(1), SignalCodecs.Integer);
        Speed = State.Add("s", new Signal<int>(100), SignalCodecs.Integer);
        Second = State.Add("n", new Signal<IntPair>(default), SignalCodecs.Pair);
        Count = State.Add("c", new Signal<int>(0), SignalCodecs.Integer);
        Regions = State.Add("r", new Signal<string>(""), SignalCodecs.Text);
        Joints = State.Add("j", new Signal<string>(""), SignalCodecs.Text);
        Held = State.Add("h", new Signal<string>(""), SignalCodecs.Text);
        Stroke = State.Add("d", new Signal<string>(""), SignalCodecs.Text);
        Looks = new Signal<string>[PoseTable.Rows];
        for (int i = 0; i < Looks.Length; i++) Looks[i] = State.Add($"b{i}", new Signal<string>(""), SignalCodecs.Text);
    }

    public SignalState State { get; } = new();

    /// <summary>The tool in everybody's hand.</summary>
    public Signal<int> Tool { get; }

    /// <summary>1 while time passes.</summary>
    public Signal<int> Playing { get; }

    /// <summary>Percent of the usual speed.</summary>
    public Signal<int> Speed { get; }

    /// <summary>Tenths of a second: where the world is in its record, and how long that is.</summary>
    public Signal<IntPair> Second { get; }

    /// <summary>Bodies that can move.</summary>
    public Signal<int> Count { get; }

    /// <summary>Effect, left, top, width and height in pixels of each region.</summary>
    public Signal<string> Regions { get; }

    /// <summary>Row and anchor, in sixteenths of a pixel, of each hinge.</summary>
    public Signal<string> Joints { get; }

    /// <summary>Row, anchor and target of each hold.</summary>
    public Signal<string> Held { get; }

    /// <summary>Tool and pixels of what is being drawn.</summary>
    public Signal<string> Stroke { get; }

    /// <summary>For each row of bodies its shapes: count of points, radius, colour, and the points, in sixteenths of a pixel.</summary>
    public Signal<string>[] Looks { get; }
}
