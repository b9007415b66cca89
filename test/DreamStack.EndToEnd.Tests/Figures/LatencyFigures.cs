using System.Globalization;
using System.Text;
using System.Text.Json;
using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Tool;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Figures;

/// <summary>From the pointer event's timeStamp to the picture with its effect standing in the canvas.</summary>
[Collection(BrowserCollection.Name)]
public sealed class LatencyFigures(ChromiumFixture chromium)
{
    private const int Events = 600;

    [Fact(Explicit = true)]
    public async Task InputToPictureInDeltaAndSignalMode()
    {
        StringBuilder table = new("| mode | events measured | p50 ms | p90 ms | p99 ms | goal |\n|---|---|---|---|---|---|\n");
        foreach (string mode in new[] { "delta", "signal", "pixel" })
        {
            double[] sorted = await MeasureAsync(mode);
            Assert.True(sorted.Length >= 500, $"only {sorted.Length} events were answered in {mode} mode");
            table.AppendLine(CultureInfo.InvariantCulture,
                $"| {mode} | {sorted.Length} | {At(sorted, 0.5):F1} | {At(sorted, 0.9):F1} | {At(sorted, 0.99):F1} | {(mode == "pixel" ? "–" : "p50 ≤ 8, p99 ≤ 20")} |");
        }

        await ResultFile.WriteAsync("latency.md", "Input → picture, 600×400, springs demo", nameof(LatencyFigures), table);
    }

    private async Task<double[]> MeasureAsync(string mode)
    {
        int port = FreePort.Take();
        await using ToolProcess demo = ToolProcess.Start("demo", "--port", port.ToString(CultureInfo.InvariantCulture));
        await demo.UntilPrintedAsync($"localhost:{port}");
        await using ViewPage view = await ViewPage.OpenAsync(chromium, new Uri($"http://localhost:{port}"), mode, proof: false);
        await view.Page.Mouse.MoveAsync(300, 200);
        await view.Page.Mouse.DownAsync();
        await WiggleAsync(view, 60);
        await view.Page.EvaluateAsync("() => { window.latencies.length = 0; }");
        await WiggleAsync(view, Events);
        await view.Page.Mouse.UpAsync();
        string json = await view.Page.EvaluateAsync<string>("JSON.stringify(window.latencies)");
        return [.. JsonSerializer.Deserialize<double[]>(json)!.Order()];
    }

    /// <summary>Moves at about 60 events a second, each at a moment of its own and not on a screen's beat.</summary>
    private static async Task WiggleAsync(ViewPage view, int events)
    {
        Random random = new(events);
        for (int i = 0; i < events; i++)
        {
            double angle = i * 0.11;
            await view.Page.Mouse.MoveAsync(300 + (float)(90 * Math.Cos(angle)), 200 + (float)(70 * Math.Sin(angle * 1.3)));
            await Task.Delay(random.Next(10, 22));
        }
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
