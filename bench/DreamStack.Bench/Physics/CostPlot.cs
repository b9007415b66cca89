using System.Globalization;
using System.Text;

namespace DreamStack.Bench.Physics;

/// <summary>Milliseconds a step over bodies, both axes logarithmic, as an SVG.</summary>
internal static class CostPlot
{
    private const double Left = 70, Top = 30, Width = 560, Height = 340;
    private const double LeastBodies = 80, MostBodies = 25_000, LeastTime = 0.01, MostTime = 1000;

    // Told apart without colour too: each line ends in its name.
    private static readonly string[] s_colors = ["#0b6bcb", "#0a3069", "#5a9bd8", "#1a7f37", "#6a737d", "#b35900", "#8250df"];

    public static string Draw(IReadOnlyList<(int Bodies, List<EngineRun> Runs)> table)
    {
        StringBuilder svg = new();
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 930 430\" font-family=\"sans-serif\" font-size=\"13\">\n");
        svg.Append("<rect width=\"930\" height=\"430\" fill=\"#ffffff\"/>\n");
        foreach (double time in (double[])[0.01, 0.1, 1, 10, 100, 1000]) Rule(svg, Left, Y(time), Left + Width, Y(time), Left - 8, Y(time) + 4, "end", $"{time} ms");
        foreach (double bodies in (double[])[100, 1000, 10_000, 20_000]) Rule(svg, X(bodies), Top, X(bodies), Top + Height, X(bodies), Top + Height + 18, "middle", bodies.ToString("N0", CultureInfo.InvariantCulture));
        Text(svg, Left + (Width / 2), Top + Height + 40, "middle", "#24292f", "boxes in one pyramid");
        svg.Append(Invariant($"<line x1=\"{Left}\" x2=\"{Left + Width}\" y1=\"{Y(1000.0 / 60):F1}\" y2=\"{Y(1000.0 / 60):F1}\" stroke=\"#cf222e\" stroke-dasharray=\"4 4\"/>\n"));
        Text(svg, Left + 6, Y(1000.0 / 60) - 5, "start", "#cf222e", "60 steps a second");
        string[] engines = [.. table[0].Runs.Select(run => run.Engine)];
        double below = 0;
        foreach ((string engine, int i) in engines.Select((engine, i) => (engine, i)).OrderBy(one => Y(MeanAt(table[^1], one.engine))))
        {
            string color = s_colors[i % s_colors.Length], points = string.Join(' ', table.Select(row => Invariant($"{X(row.Bodies):F1},{Y(MeanAt(row, engine)):F1}")));
            svg.Append($"<polyline points=\"{points}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>\n");
            below = Math.Max(Y(MeanAt(table[^1], engine)) + 4, below + 16);
            Text(svg, X(table[^1].Bodies) + 8, below, "start", color, engine);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static double MeanAt((int Bodies, List<EngineRun> Runs) row, string engine) => row.Runs.First(run => run.Engine == engine).Mean;

    private static void Rule(StringBuilder svg, double x1, double y1, double x2, double y2, double x, double y, string anchor, string label)
    {
        svg.Append(Invariant($"<line x1=\"{x1:F1}\" y1=\"{y1:F1}\" x2=\"{x2:F1}\" y2=\"{y2:F1}\" stroke=\"#d0d7de\"/>\n"));
        Text(svg, x, y, anchor, "#24292f", label);
    }

    private static void Text(StringBuilder svg, double x, double y, string anchor, string color, string text) =>
        svg.Append(Invariant($"<text x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\" fill=\"{color}\">{text}</text>\n"));

    private static double X(double bodies) => Left + (Width * Math.Log(bodies / LeastBodies) / Math.Log(MostBodies / LeastBodies));

    private static double Y(double time) => Top + (Height * (1 - (Math.Log(time / LeastTime) / Math.Log(MostTime / LeastTime))));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
