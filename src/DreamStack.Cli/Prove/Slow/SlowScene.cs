using DreamStack.Cli.Bench.Relay.Servers;
using DreamStack.Cli.Prove.Network;
using DreamStack.Cli.Prove.Stage;
using DreamStack.Client.Receiving;
using DreamStack.Streaming.Wire;

namespace DreamStack.Cli.Prove.Slow;

/// <summary>A relay in a network of its own, a source and the viewers that have a good link; a second link may be narrowed.</summary>
internal sealed class SlowScene : IAsyncDisposable
{
    private const string Stream = "slow";
    private const int Near = 18;
    private const double PicturesPerSecond = 30;
    private readonly NetworkNamespace _network;
    private readonly VethLink _good;
    private readonly VethLink _poor;
    private readonly TimeProvider _time;
    private readonly HttpClient _http = new();

    private SlowScene(NetworkNamespace network, VethLink good, VethLink poor, LoadServer relay, TimeProvider time)
    {
        (_network, _good, _poor, Relay, _time) = (network, good, poor, relay, time);
        Path = new ReturnPath(network, poor);
        // 50 cells of 8 × 8 pixels are a delta of about 13 KB; half of all cells, so that what a slow link has to carry stays small.
        Source = new ProofSource(GoodAddress, Stream, new MovingPicture(640, 400, 100, 50), PicturesPerSecond, time);
        Others = [.. Enumerable.Range(0, Near).Select(_ => Viewer(GoodAddress))];
    }

    public LoadServer Relay { get; }

    public ProofSource Source { get; }

    /// <summary>The viewers that nothing is wrong with.</summary>
    public IReadOnlyList<ProofViewer> Others { get; }

    /// <summary>What the slow viewer gets its pictures through.</summary>
    public ReturnPath Path { get; }

    /// <summary>Where one connects that is to stop reading.</summary>
    public Uri FrozenAddress => new(GoodAddress, $"/stream/{Stream}?mode=delta");

    private Uri GoodAddress => new($"ws://{_good.There}:{Relay.Port}");

    /// <summary>Makes the networks and starts all but the slow one and the frozen one; <paramref name="tool"/> is the relay to start.</summary>
    public static async Task<SlowScene> StartAsync(LoadPeer tool, TimeProvider time, CancellationToken cancellation)
    {
        NetworkNamespace network = NetworkNamespace.Create("relay");
        VethLink? good = null, poor = null;
        LoadServer? relay = null;
        try
        {
            (good, poor) = (new VethLink(network), new VethLink(network));
            relay = await LoadServer.StartAsync(
                tool with { Program = "ip", Arguments = ["netns", "exec", network.Name, tool.Program, .. tool.Arguments] }, cancellation);
            SlowScene scene = new(network, good, poor, relay, time);
            await scene.Source.StartAsync(cancellation);
            foreach (ProofViewer viewer in scene.Others) viewer.Start();
            return scene;
        }
        catch
        {
            relay?.Dispose();
            poor?.Dispose();
            good?.Dispose();
            network.Dispose();
            throw;
        }
    }

    /// <summary>How many connections the relay has closed with code 4408.</summary>
    public async Task<double> ClosedAsTooSlowAsync(CancellationToken cancellation)
    {
        Uri http = new($"http://{_good.There}:{Relay.Port}");
        return (await MetricsPage.ReadAsync(_http, http, cancellation)).Sum("closes_total", $"\"{(int)CloseCode.TooSlow}\"");
    }

    /// <summary>What the relay's system says of the slow viewer's connection; empty without `ss`.</summary>
    public string SlowConnection()
    {
        string[] question = ["netns", "exec", _network.Name, "ss", "-tinoHO", "state", "established", "dst", $"{_poor.Here}"];
        return SystemTool.Works("ip", question) ? SystemTool.Run("ip", question) : "";
    }

    /// <summary>A viewer at the end of the poor link; not yet started.</summary>
    public ProofViewer Slow() => Viewer(new Uri($"ws://{_poor.There}:{Relay.Port}"));

    /// <summary>From a picture's sending to its being decoded, in milliseconds, of the others' pictures with these places.</summary>
    public IEnumerable<double> Latencies(int from, int to) => Others.SelectMany(viewer => viewer.Arrivals)
        .Where(arrival => arrival.Place >= from && arrival.Place < to)
        .Select(arrival => _time.GetElapsedTime(Source.Sent[arrival.Place].At, arrival.At).TotalMilliseconds);

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Others.Select(viewer => viewer.DisposeAsync().AsTask()));
        await Source.DisposeAsync();
        Relay.Dispose();
        _http.Dispose();
        _poor.Dispose();
        _good.Dispose();
        _network.Dispose();
    }

    private ProofViewer Viewer(Uri relay) => new(new ReceiverOptions { Relay = relay, Stream = Stream }, Source.Sent, _time, _ => true);
}
