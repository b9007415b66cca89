using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.App.Demos.Springs;

/// <summary>
/// Six seconds of a person at the springs demo of 600 × 400: dragging, throwing, bumping, letting go. All figures of
/// picture and signal sizes are measured on it, and it never changes with the demo.
/// </summary>
public static class DragScript
{
    private const int MoveEveryMs = 16;

    /// <summary>When everything must have come to rest again.</summary>
    public static TimeSpan RestBy { get; } = TimeSpan.FromSeconds(14);

    /// <summary>The first press.</summary>
    public static TimeSpan DragFrom => Steps[0].At;

    /// <summary>The last release.</summary>
    public static TimeSpan DragUntil => Steps[^1].At;

    /// <summary>The inputs, in order of time.</summary>
    public static IReadOnlyList<DragStep> Steps { get; } = Build();

    private static List<DragStep> Build()
    {
        List<DragStep> steps = [];

        // The middle ball, once around a slow circle, let go at a standstill.
        Stroke(steps, 300, 1500, t =>
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * Smooth(Math.Min(1, t / 0.85)));
            return (300 + (50 * sin), 238 - (50 * cos));
        });

        // The first ball, pulled down and thrown to the right through the others.
        Stroke(steps, 1800, 2600, t => (84 + (150 * t * t), 212 + (70 * Math.Sin(Math.PI * t))));

        // The last ball, to and fro.
        Stroke(steps, 3000, 4300, t => (516 - (60 * Math.Sin(3 * Math.PI * t)), 224 + (40 * Math.Sin(Math.PI * t))));

        // The second ball, slowly down and then thrown up.
        Stroke(steps, 4600, 6000, t => (192 + (30 * t), t < 0.8 ? 272 + (70 * Smooth(t / 0.8)) : 342 - (500 * (t - 0.8))));
        return steps;
    }

    private static double Smooth(double t) => t * t * (3 - (2 * t));

    private static void Stroke(List<DragStep> steps, int fromMs, int untilMs, Func<double, (double X, double Y)> path)
    {
        for (int ms = fromMs; ms <= untilMs; ms += MoveEveryMs)
        {
            InputType type = ms == fromMs ? InputType.PointerDown
                : ms + MoveEveryMs > untilMs ? InputType.PointerUp : InputType.Pointer;
            (double x, double y) = path((double)(ms - fromMs) / (untilMs - fromMs));
            byte buttons = type == InputType.PointerUp ? (byte)0 : (byte)1;
            steps.Add(new DragStep(
                TimeSpan.FromMilliseconds(ms),
                type,
                new PointerInput((ushort)Math.Round(x), (ushort)Math.Round(y), buttons)));
        }
    }
}
