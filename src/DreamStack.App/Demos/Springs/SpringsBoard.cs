using DreamStack.App.Signals;

namespace DreamStack.App.Demos.Springs;

/// <summary>The demo's signals: all that its picture is made of, and all that travels in Signal mode.</summary>
internal sealed class SpringsBoard
{
    public const int DefaultStiffness = 40;
    public const int MaxStiffness = 100;
    public const int DefaultSelected = 2;

    /// <summary>Positions travel in quarter pixels: finer is not seen, and a whole number is short.</summary>
    public const int UnitsPerPixel = 4;

    public SpringsBoard()
    {
        Size = State.Add(
            "z", new Signal<IntPair>(new IntPair(SpringsLayout.DefaultWidth, SpringsLayout.DefaultHeight)), SignalCodecs.Pair);
        var layout = new SpringsLayout(SpringsLayout.DefaultWidth, SpringsLayout.DefaultHeight);
        Balls = new Signal<IntPair>[SpringsLayout.Balls];
        for (int i = 0; i < Balls.Length; i++)
        {
            (double x, double y) = layout.Rest(i);
            string name = ((char)('a' + i)).ToString();
            Balls[i] = State.Add(name, new Signal<IntPair>(ToUnits(x, y)), SignalCodecs.Pair);
        }

        Stiffness = State.Add("k", new Signal<int>(DefaultStiffness), SignalCodecs.Integer);
        Selected = State.Add("s", new Signal<int>(DefaultSelected), SignalCodecs.Integer);
        Held = State.Add("h", new Signal<int>(0), SignalCodecs.Integer);
        Hovered = State.Add("o", new Signal<int>(0), SignalCodecs.Integer);
        Text = State.Add("t", new Signal<string>(""), SignalCodecs.Text);
        Layout = new Computed<SpringsLayout>(() => new SpringsLayout(Size.Value.X, Size.Value.Y));
    }

    public SignalState State { get; } = new();

    public Signal<IntPair> Size { get; }

    public Signal<IntPair>[] Balls { get; }

    /// <summary>0 soft to 100 hard.</summary>
    public Signal<int> Stiffness { get; }

    /// <summary>The ball that keys act on.</summary>
    public Signal<int> Selected { get; }

    /// <summary>One bit for each ball that somebody holds.</summary>
    public Signal<int> Held { get; }

    /// <summary>One bit for each ball under somebody's pointer.</summary>
    public Signal<int> Hovered { get; }

    public Signal<string> Text { get; }

    public Computed<SpringsLayout> Layout { get; }

    public static IntPair ToUnits(double x, double y) =>
        new((int)Math.Round(x * UnitsPerPixel), (int)Math.Round(y * UnitsPerPixel));
}
