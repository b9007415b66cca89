using System.Globalization;

namespace DreamStack.Cli.Prove.Stage;

/// <summary>A relay's /metrics, as read at one moment.</summary>
internal sealed class MetricsPage
{
    private const string Prefix = "dreamstack_";
    private readonly List<(string Name, string Labels, double Value)> _lines = [];

    public MetricsPage(string text)
    {
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int space = line.LastIndexOf(' ');
            if (line[0] == '#' || space < 0) continue;
            string[] name = line[..space].Split('{', 2);
            if (!double.TryParse(line[(space + 1)..], CultureInfo.InvariantCulture, out double value)) continue;
            _lines.Add((name[0], name.Length > 1 ? name[1] : "", value));
        }
    }

    public static async Task<MetricsPage> ReadAsync(HttpClient http, Uri relay, CancellationToken cancellation) =>
        new(await http.GetStringAsync(new Uri(relay, "/metrics"), cancellation));

    /// <summary>The figure of this name, over all its labels that contain <paramref name="label"/>; 0 when there is none.</summary>
    public double Sum(string name, string label = "") =>
        _lines.Where(line => line.Name == Prefix + name && line.Labels.Contains(label, StringComparison.Ordinal)).Sum(line => line.Value);
}
