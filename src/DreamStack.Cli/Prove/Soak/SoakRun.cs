using System.Globalization;
using DreamStack.Cli.Prove.Stage;
using DreamStack.Client.Receiving;
using DreamStack.Streaming.Wire;

namespace DreamStack.Cli.Prove.Soak;

/// <summary>One process of the demo, from its start until all have left; a row for each minute.</summary>
internal sealed class SoakRun(ProofRun run, double minutes, bool tab) : IDisposable
{
    private const int Seed = 3;
    private const double Mega = 1e6;
    private const int MostAgain = 3;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(15);
    private readonly HttpClient _http = new();

    /// <summary>One row a minute, and ten of a run that is shorter than ten minutes.</summary>
    public static int RowsOf(double minutes) => Math.Max(10, (int)Math.Round(minutes));

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (run.Record.Find(SoakProof.Afterwards) is not null) return;
        ProofPart[] done = [.. run.Record.Parts.Where(part => part.Figures.ContainsKey(SoakFigures.Process))];
        double process = done.Length == 0 ? 1 : done[^1][SoakFigures.Process] + 1;
        run.Begin("starting the demo…");
        await using DemoProcess demo = await DemoProcess.StartAsync(cancellation);
        // The very first finds nothing that is kept, the second what the first left.
        await ComeAndGoAsync(demo, null, cancellation);
        double before = (await ComeAndGoAsync(demo, null, cancellation)).Sum("buffers");
        int rows = RowsOf(minutes);
        SoakCrowd crowd = new(demo.Relay, Seed + done.Length, run.Time);
        BrowserTab? browser = tab ? BrowserTab.Open(demo.Page) : null;
        if (browser is null) run.Begin("no Chromium watches");
        try
        {
            int step = 0;
            for (int row = done.Length; row < rows; row++)
            {
                ProofPart part = await RowAsync(row, rows, process, demo, crowd, () => step++, cancellation);
                if (browser is null) part.Notes.Add("no Chromium watched");
                run.Put(part);
            }

            crowd.ResizeBack();
            await Task.Delay(TimeSpan.FromSeconds(1), run.Time, cancellation);
        }
        finally
        {
            browser?.Dispose();
            await crowd.DisposeAsync();
        }

        run.Put(await AfterwardsAsync(demo, before, cancellation));
    }

    public void Dispose() => _http.Dispose();

    // What the relay keeps of a stream begins anew with a first viewer's whole picture: this makes what is left comparable.
    private async Task<MetricsPage> ComeAndGoAsync(DemoProcess demo, double? buffers, CancellationToken cancellation)
    {
        await AloneAsync(demo, null, cancellation);
        await using (ReceiverClient one = new(new ReceiverOptions { Relay = demo.Relay, Mode = StreamMode.Delta }, run.Time))
        {
            TaskCompletionSource seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
            one.Picture += _ => seen.TrySetResult();
            one.Start();
            await seen.Task.WaitAsync(Settle, run.Time, cancellation);
        }

        return await AloneAsync(demo, buffers, cancellation);
    }

    private async Task<ProofPart> RowAsync(
        int row, int rows, double process, DemoProcess demo, SoakCrowd crowd, Func<int> next, CancellationToken cancellation)
    {
        long began = run.Time.GetTimestamp();
        TimeSpan length = TimeSpan.FromMinutes(minutes / rows);
        List<MetricsPage> pages = [];
        TimeSpan asked = TimeSpan.Zero;
        for (TimeSpan now = TimeSpan.Zero; now < length; now = run.Time.GetElapsedTime(began))
        {
            if (demo.IsGone) throw new FailedException("The demo has ended by itself.");
            await crowd.StepAsync(next());
            if (now >= asked)
            {
                pages.Add(await MetricsPage.ReadAsync(_http, demo.Http, cancellation));
                asked = now + TimeSpan.FromSeconds(1);
                run.Show(string.Create(CultureInfo.InvariantCulture, $"part {row + 1} of {rows}: {crowd.Viewers} viewers, {pages[^1].Sum("memory_bytes") / Mega:0.0} MB"));
            }

            await Task.Delay(Step, run.Time, cancellation);
        }

        MetricsPage page = pages[^1];
        (long pictures, long compared, long diverged) = crowd.Totals;
        string name = string.Create(CultureInfo.InvariantCulture, $"{(row + 1) * minutes / rows:0.##} min");
        run.Begin(string.Create(CultureInfo.InvariantCulture, $"{name}: {page.Sum("memory_bytes") / Mega:0.0} MB, {crowd.Joins} joins, {compared} compared, {diverged} diverged"));
        return new ProofPart
        {
            Name = name,
            Figures =
            {
                [SoakFigures.Process] = process,
                [SoakFigures.Memory] = pages.Average(each => each.Sum("memory_bytes")) / Mega,
                [SoakFigures.Heap] = pages.Average(each => each.Sum("heap_bytes")) / Mega,
                [SoakFigures.Buffers] = page.Sum("buffers"),
                [SoakFigures.Viewers] = page.Sum("viewers"),
                [SoakFigures.Joins] = crowd.Joins,
                [SoakFigures.Leaves] = crowd.Leaves,
                [SoakFigures.Modes] = crowd.Modes,
                [SoakFigures.Resizes] = crowd.Resizes,
                [SoakFigures.Slow] = crowd.SlowSpells,
                [SoakFigures.Stalled] = page.Sum("closes_total", "4408"),
                [SoakFigures.Pictures] = pictures,
                [SoakFigures.Sent] = page.Sum("sent_bytes_total") / Mega,
                [SoakFigures.Coalesced] = page.Sum("coalesced_total"),
                [SoakFigures.Compared] = compared + page.Sum("picture_checks_total"),
                [SoakFigures.Diverged] = diverged + page.Sum("picture_divergences_total"),
                [SoakFigures.Broken] = crowd.Broken + page.Sum("protocol_errors_total") + page.Sum("refused_total"),
            },
        };
    }

    private async Task<ProofPart> AfterwardsAsync(DemoProcess demo, double before, CancellationToken cancellation)
    {
        run.Begin("all have left…");
        MetricsPage page = await ComeAndGoAsync(demo, before, cancellation);
        // Who comes while the springs still swing leaves more than one picture behind; what is lost is lost however often one comes.
        for (int again = 0; again < MostAgain && page.Sum("buffers") > before; again++) page = await ComeAndGoAsync(demo, before, cancellation);
        return new ProofPart
        {
            Name = SoakProof.Afterwards,
            Figures =
            {
                ["viewers"] = page.Sum("viewers"),
                ["queued bytes"] = page.Sum("queued_bytes"),
                ["buffers"] = page.Sum("buffers"),
                ["buffers before"] = before,
                ["memory, MB"] = page.Sum("memory_bytes") / Mega,
            },
        };
    }

    // A goodbye takes a while to be noticed, and springs to come to rest.
    private async Task<MetricsPage> AloneAsync(DemoProcess demo, double? buffers, CancellationToken cancellation)
    {
        long began = run.Time.GetTimestamp();
        while (true)
        {
            MetricsPage page = await MetricsPage.ReadAsync(_http, demo.Http, cancellation);
            bool alone = page.Sum("viewers") == 0 && page.Sum("queued_bytes") == 0 && (buffers is null || page.Sum("buffers") <= buffers);
            if (alone || run.Time.GetElapsedTime(began) > Settle) return page;
            await Task.Delay(TimeSpan.FromMilliseconds(200), run.Time, cancellation);
        }
    }
}
