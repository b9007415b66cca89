using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using DreamStack.Cli.Sources;
using DreamStack.Relay;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;

namespace DreamStack.EndToEnd.Tests.Sessions;

/// <summary>A relay and the real springs source in this process, with ledgers of all that came to the source and left it.</summary>
internal sealed class LiveStream : IAsyncDisposable
{
    private const double Subpixels = 4;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(400);
    private readonly Lock _gate = new();
    private readonly KeepingRenderer _renderer;
    private readonly DemoSource _source;
    private JsonObject _state = [];
    private long _sentAt = TimeProvider.System.GetTimestamp();

    private LiveStream(RelayServer relay)
    {
        Relay = relay;
        _renderer = new KeepingRenderer();
        _source = SpringsStream.Create(relay, renderer: _renderer);
        _source.Received += Inputs.Note;
        _source.Sent += Note;
    }

    public RelayServer Relay { get; }

    public PictureLedger Ledger { get; } = new();

    public InputLedger Inputs { get; } = new();

    /// <summary>Messages of sound sent so far.</summary>
    public int Sounds { get; private set; }

    /// <summary>Vibrations sent so far: one for each collision that sounds.</summary>
    public int Strikes { get; private set; }

    public static async Task<LiveStream> StartAsync()
    {
        RelayServer relay = await PageRelay.StartAsync();
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

    /// <summary>A signal of the app as the source said it last.</summary>
    public T Signal<T>(string name)
    {
        lock (_gate) return _state[name]!.GetValue<T>();
    }

    /// <summary>Waits until the source has had nothing to send for a while; gives the seq of its last picture.</summary>
    public async Task<ushort> RestAsync()
    {
        await UntilAsync(() => TimeProvider.System.GetElapsedTime(_sentAt) > Quiet);
        return Ledger.Newest;
    }

    public async Task UntilAsync(Func<bool> holds, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(20));
        while (!Locked(holds))
        {
            try
            {
                await look.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"At the source this did not come true: {what}\n{Inputs}");
            }
        }
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
                if (message.Header.FrameType == FrameType.AudioPcm) Sounds++;
                if (message.Header.FrameType == FrameType.Haptic) Strikes++;
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
