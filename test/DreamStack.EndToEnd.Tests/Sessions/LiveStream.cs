using System.Text.Json.Nodes;
using DreamStack.Cli.Sources;
using DreamStack.Cli.Verbs;
using DreamStack.Client.Sourcing;
using DreamStack.EndToEnd.Tests.Tool;
using DreamStack.Relay;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;

namespace DreamStack.EndToEnd.Tests.Sessions;

/// <summary>A relay and the real springs source in this process, with a ledger of every picture the source sent.</summary>
internal sealed class LiveStream : IAsyncDisposable
{
    private const double Subpixels = 4;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(400);
    private readonly Lock _gate = new();
    private readonly KeepingRenderer _renderer;
    private readonly SpringsSource _source;
    private JsonObject _state = [];
    private long _sentAt = TimeProvider.System.GetTimestamp();

    private LiveStream(RelayServer relay)
    {
        Relay = relay;
        _renderer = new KeepingRenderer();
        Uri socket = new UriBuilder("ws", relay.Address.Host, relay.Address.Port).Uri;
        SpringsOptions options = new(new PictureSize(600, 400), 30);
        _source = new SpringsSource(new SourceOptions { Relay = socket }, options, TimeProvider.System, _renderer);
        _source.Sent += Note;
    }

    public RelayServer Relay { get; }

    public PictureLedger Ledger { get; } = new();

    public static async Task<LiveStream> StartAsync()
    {
        RelayServer relay = await RelayServer.StartAsync(new RelayOptions { Port = 0, WebRoot = ToolFolder.WebRoot });
        LiveStream live = new(relay);
        live._source.Start();
        await live.UntilAsync(() => live._state.Count > 0);
        return live;
    }

    /// <summary>Where a ball is, in pixels of the picture.</summary>
    public (float X, float Y) Ball(int number)
    {
        lock (_gate)
        {
            JsonArray place = _state[((char)('a' + number)).ToString()]!.AsArray();
            return ((float)(place[0]!.GetValue<int>() / Subpixels), (float)(place[1]!.GetValue<int>() / Subpixels));
        }
    }

    /// <summary>Waits until the source has had nothing to send for a while; gives the seq of its last picture.</summary>
    public async Task<ushort> RestAsync()
    {
        await UntilAsync(() => TimeProvider.System.GetElapsedTime(_sentAt) > Quiet);
        return Ledger.Newest;
    }

    public async Task UntilAsync(Func<bool> holds)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(20));
        while (!Locked(holds)) await look.WaitForNextTickAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await Relay.DisposeAsync();
        _renderer.Dispose();
    }

    private bool Locked(Func<bool> holds)
    {
        lock (_gate) return holds();
    }

    private void Note(ReadOnlySpan<byte> messages)
    {
        lock (_gate)
        {
            _sentAt = TimeProvider.System.GetTimestamp();
            while (MessageReader.TryRead(ref messages, out MessageView message, out _) == ReadStatus.Done)
            {
                ExtBlock.TrySplit(message.Header, message.Payload, out _, out ReadOnlySpan<byte> body);
                if (message.Header.IsPicture) Ledger.Note(message.Header.Seq, _renderer.Last);
                else if (message.Header.FrameType == FrameType.SignalSync) _state = JsonNode.Parse(body)!.AsObject();
                else if (message.Header.FrameType == FrameType.SignalDiff) Merge(JsonNode.Parse(body)!.AsObject());
            }
        }
    }

    // Every signal of this app is a whole value: its merge patches have no depth.
    private void Merge(JsonObject patch)
    {
        foreach ((string name, JsonNode? value) in patch) _state[name] = value?.DeepClone();
    }
}
