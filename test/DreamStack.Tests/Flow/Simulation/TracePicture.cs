using System.Globalization;
using System.Text;
using DreamStack.Streaming.Wire;

namespace DreamStack.Tests.Flow.Simulation;

/// <summary>A trace drawn as SVG: the step as stairs, below it the link's rate and what waits, both on logarithmic scales.</summary>
internal sealed class TracePicture(IReadOnlyList<TracePoint> trace, Func<double, double> bytesPerSecondAt)
{
    private const int Left = 150;
    private const int Right = 1120;
    private const int StepHeight = 34;
    private const int StepsTop = 50;
    private const int RateTop = 260;
    private const int WaitTop = 400;
    private const int Band = 110;
    private readonly StringBuilder _svg = new();
    private readonly double _seconds = Math.Ceiling(trace[^1].Seconds);

    public string ToSvg()
    {
        _svg.Clear();
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1160 560" font-family="sans-serif" font-size="13">""");
        Add($"""<rect width="1160" height="560" fill="#ffffff"/>""");
        Text(Left, 28, "start", "AdaptiveBitrate on a simulated link: step served, link rate, bytes waiting");
        foreach (QualityStep step in Enum.GetValues<QualityStep>())
        {
            Rule(StepY(step));
            Text(Left - 10, StepY(step) + 4, "end", step.ToString());
        }

        Decades(RateTop, 4, 8, "link, bytes/s");
        Decades(WaitTop, 2, 7, "waiting, bytes");
        for (int at = 0; at <= _seconds; at += 10) Text(X(at), WaitTop + Band + 24, "middle", $"{at} s");
        Line("#1f6feb", 3, trace.SelectMany((p, i) => i == 0 ? [(p.Seconds, StepY(p.Step))] : Stair(i)));
        Line("#2da44e", 2, trace.Select(p => (p.Seconds, LogY(RateTop, 4, 8, bytesPerSecondAt(p.Seconds)))));
        Line("#cf222e", 1.5, trace.Select(p => (p.Seconds, LogY(WaitTop, 2, 7, p.QueuedBytes))));
        Add($"</svg>");
        return _svg.ToString();
    }

    private IEnumerable<(double Seconds, double Y)> Stair(int i) => trace[i].Step == trace[i - 1].Step
        ? i == trace.Count - 1 ? [(trace[i].Seconds, StepY(trace[i].Step))] : []
        : [(trace[i].Seconds, StepY(trace[i - 1].Step)), (trace[i].Seconds, StepY(trace[i].Step))];

    private static double StepY(QualityStep step) => StepsTop + ((int)step * StepHeight);

    private static double LogY(double top, int low, int high, double value) =>
        top + Band - (Math.Clamp((Math.Log10(Math.Max(value, 1)) - low) / (high - low), 0, 1) * Band);

    private double X(double seconds) => Left + (seconds / _seconds * (Right - Left));

    private void Decades(double top, int low, int high, string title)
    {
        Text(Left, top - 8, "start", title);
        for (int decade = low; decade <= high; decade++)
        {
            double y = LogY(top, low, high, Math.Pow(10, decade));
            Rule(y);
            Text(Left - 10, y + 4, "end", $"10^{decade}");
        }
    }

    private void Rule(double y) => Add($"""<path d="M{Left} {y:0.#}H{Right}" stroke="#d0d7de" fill="none"/>""");

    private void Text(double x, double y, string anchor, string text) =>
        Add($"""<text x="{x:0.#}" y="{y:0.#}" text-anchor="{anchor}" fill="#24292f">{text}</text>""");

    private void Line(string colour, double width, IEnumerable<(double Seconds, double Y)> points)
    {
        string all = string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{X(p.Seconds):0.#},{p.Y:0.#}")));
        Add($"""<polyline points="{all}" stroke="{colour}" stroke-width="{width}" fill="none"/>""");
    }

    private void Add(FormattableString line) => _svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
