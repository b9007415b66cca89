using System.Globalization;
using System.Text;
using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Tool;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Figures;

/// <summary>What a receiver downloads, and how long from opening the page to the first picture.</summary>
[Collection(BrowserCollection.Name)]
public sealed class StartFigures(ChromiumFixture chromium)
{
    private const int Runs = 7;

    [Fact(Explicit = true)]
    public async Task Download_and_time_to_first_picture()
    {
        int port = FreePort.Take();
        await using ToolProcess demo = ToolProcess.Start("demo", "--port", port.ToString(CultureInfo.InvariantCulture));
        await demo.UntilPrintedAsync($"localhost:{port}");
        string address = $"http://localhost:{port}/watch/main";
        List<double> cold = [];
        List<double> warm = [];
        long sent = 0;
        long raw = 0;
        for (int run = 0; run < Runs; run++)
        {
            await using Tab tab = await chromium.OpenAsync("about:blank", fresh: true);
            cold.Add(await FirstPictureAsync(tab, address));
            if (run == 0) (sent, raw) = await DownloadAsync(tab);
            warm.Add(await FirstPictureAsync(tab, address));
        }

        StringBuilder table = new("| figure | value |\n|---|---|\n");
        CultureInfo invariant = CultureInfo.InvariantCulture;
        table.AppendLine(invariant, $"| download, brotli | {sent / 1024.0:N0} KiB |");
        table.AppendLine(invariant, $"| download, unpacked | {raw / 1024.0:N0} KiB |");
        table.AppendLine(invariant, $"| first picture, cold cache, median of {Runs} | {Median(cold):F0} ms |");
        table.AppendLine(invariant, $"| first picture, warm cache, median of {Runs} | {Median(warm):F0} ms |");
        await ResultFile.WriteAsync("start.md", "Opening the watch page", nameof(StartFigures), table);
    }

    private static async Task<double> FirstPictureAsync(Tab tab, string address)
    {
        await tab.Page.GotoAsync(address);
        return await tab.Page.EvaluateAsync<double>(
            """
            () => new Promise(resolve => {
              const view = document.querySelector('ds-view');
              const look = () => view.picture?.width > 0 ? resolve(performance.now()) : setTimeout(look, 2);
              look();
            })
            """);
    }

    /// <summary>Bytes of all that the page, its worker and its modules asked for: on the wire, and unpacked.</summary>
    private static async Task<(long Sent, long Raw)> DownloadAsync(Tab tab)
    {
        // A worker's requests are in the relay's own timing entries, not the page's: count the files it serves instead.
        string[] names = await tab.Page.EvaluateAsync<string[]>("performance.getEntriesByType('resource').map(entry => new URL(entry.name).pathname)");
        long sent = 0;
        long raw = 0;
        IEnumerable<string> files = names.Where(name => name.StartsWith("/client/", StringComparison.Ordinal) || name.StartsWith("/pages/", StringComparison.Ordinal))
            .Select(name => Path.Combine(ToolFolder.WebRoot, name.TrimStart('/')))
            .Concat(Directory.EnumerateFiles(Path.Combine(ToolFolder.WebRoot, "wasm")).Where(file => Path.GetExtension(file) is not (".br" or ".gz")))
            .Concat(new[] { "worker.js", "receiver.js", "codec.js", "socket.js", "figures.js", "screen.js", "painter.js", "backoff.js" }.Select(name => Path.Combine(ToolFolder.WebRoot, "client", name)))
            .Distinct().Where(File.Exists);
        foreach (string file in files)
        {
            raw += new FileInfo(file).Length;
            sent += new FileInfo(File.Exists(file + ".br") ? file + ".br" : file).Length;
        }

        return (sent, raw);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
