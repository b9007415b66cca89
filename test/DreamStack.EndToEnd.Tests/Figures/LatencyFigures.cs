using System.Diagnostics;
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
    private const int Passes = 3;
    private const int WarmUp = 240;
    private const int EventsInAPass = 300;

    [Fact(Explicit = true)]
    public async Task Input_to_picture_in_delta_and_signal_mode()
    {
        string[] modes = ["delta", "signal"];
        Dictionary<string, List<double>> measured = modes.ToDictionary(mode => mode, _ => new List<double>());
        // The modes take turns, so that a busy minute of the machine falls on all of them.
        for (int pass = 0; pass < Passes; pass++)
        {
            foreach (string mode in modes) measured[mode].AddRange(await MeasureAsync(mode));
        }

        StringBuilder table = new("| mode | events measured | p50 ms | p90 ms | p99 ms | goal |\n|---|---|---|---|---|---|\n");
        foreach (string mode in modes)
        {
            double[] sorted = [.. measured[mode].Order()];
            Assert.True(sorted.Length >= 500, $"only {sorted.Length} events were answered in {mode} mode");
            table.AppendLine(CultureInfo.InvariantCulture,
                $"| {mode} | {sorted.Length} | {At(sorted, 0.5):F1} | {At(sorted, 0.9):F1} | {At(sorted, 0.99):F1} | p50 ≤ 8, p99 ≤ 20 |");
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
        // Four seconds, in which the page's and the source's just-in-time compilers do the most of their work.
        await WiggleAsync(view, WarmUp);
        await view.Page.EvaluateAsync("() => { window.latencies.length = 0; }");
        await WiggleAsync(view, EventsInAPass);
        await view.Page.Mouse.UpAsync();
        string json = await view.Page.EvaluateAsync<string>("JSON.stringify(window.latencies)");
        return JsonSerializer.Deserialize<double[]>(json)!;
    }

    /// <summary>Moves about 60 times a second, as a mouse does, each at a moment of its own and not on a screen's beat.</summary>
    private static async Task WiggleAsync(ViewPage view, int events)
    {
        Random random = new(events);
        List<Task> moves = [];
        Stopwatch clock = Stopwatch.StartNew();
        TimeSpan due = TimeSpan.Zero;
        for (int i = 0; i < events; i++)
        {
            double angle = i * 0.11;
            // Not awaited here: the answer comes with the page's next frame, and a hand does not wait for that.
            moves.Add(view.Page.Mouse.MoveAsync(300 + (float)(90 * Math.Cos(angle)), 200 + (float)(70 * Math.Sin(angle * 1.3))));
            due += TimeSpan.FromMilliseconds(random.Next(12, 22));
            if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed);
        }

        await Task.WhenAll(moves);
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
