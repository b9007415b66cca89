using DreamStack.Relay.FanOut;
using DreamStack.Relay.Sockets;
using DreamStack.Relay.Streams;
using DreamStack.Relay.Telemetry;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Relay.Viewers;

/// <summary>A viewer over a WebSocket: frames out, inputs in.</summary>
internal sealed class WebSocketViewer : SocketPeer, IViewer, IDrain
{
    private static readonly TimeSpan NoticePause = TimeSpan.FromSeconds(1);
    // A few packets: less would have the link run dry between two writes.
    private const int LeastUnsent = 4 * 1024;
    private readonly RelayStream _stream;
    // Counts inputs where it says bytes: bursts of one second's worth.
    private readonly BandwidthThrottle _rate;
    // Most viewers only look.
    private HeldInputs? _held;
    private AckInput? _ack;
    private long? _noticedAt;
    private volatile bool _hidden;

    public WebSocketViewer(ILink link, RelayContext relay, RelayStream stream, ViewerWish wish, PeerOrigin origin)
        : base(link, relay, sendsInputs: true, origin)
    {
        _stream = stream;
        _rate = new BandwidthThrottle(relay.Time, relay.Options.MaxInputsPerSecond, relay.Options.MaxInputsPerSecond);
        IsThumbnail = wish.Thumbnail;
        Outbox = new Outbox(relay.Options.Outbox, relay.Time, link.Wake, wish.Mode, wish.Audio) { Drain = this };
    }

    public bool IsThumbnail { get; }

    public Outbox Outbox { get; }

    /// <summary>What this viewer watches.</summary>
    public RelayStream Stream => _stream;

    public override void Look()
    {
        base.Look();
        Outbox.Sample();
    }

    Drained? IDrain.Look() => Origin.Drain.Look();

    long? IDrain.Cautious() => Origin.Drain.Cautious();

    void IDrain.Hold(long unsent) => Origin.Drain.Hold((int)Math.Clamp(unsent, LeastUnsent, Relay.Options.MaxUnsentBytes));

    protected override void Leave()
    {
        try
        {
            ReleaseHeld();
        }
        finally
        {
            _stream.Leave(this);
            Relay.Counters.CountGone(Outbox);
            Relay.Log.ViewerLeft(_stream.Name, Id, (int)(Closing?.Code ?? 0), Closing?.Reason ?? "");
        }
    }

    // Lets go of everything this viewer holds pressed.
    private void ReleaseHeld()
    {
        foreach ((InputType type, byte[] body) in _held?.ReleaseAll() ?? [])
        {
            _stream.Input(this, new MessageHeader(type) { Timestamp = Relay.NowMs }, default, body);
        }
    }

    public override void Dispose()
    {
        Outbox.Discard();
        base.Dispose();
    }

    public override PeerReport Report() => new()
    {
        Id = Id,
        Stream = _stream.Name,
        Role = IsThumbnail ? "thumbnail" : "receiver",
        Mode = Outbox.Wish,
        Step = Outbox.Step,
        Audio = Outbox.WantsAudio,
        Coalesced = Outbox.Coalesced,
        CoalescedBytes = Outbox.CoalescedBytes,
        SkipsPerSecond = Outbox.SkipsPerSecond,
        SinceAck = Outbox.SinceAck,
        Dropped = Outbox.Dropped,
        QueuedBytes = Outbox.QueuedBytes,
        InFlight = Outbox.InFlight,
        TakesPerSecond = Outbox.BytesPerSecond,
        Ack = _ack,
        Hidden = _hidden,
    };

    protected override int Packed => Outbox.Packed;

    protected override void AskRoundTrip() => Outbox.Put(
        StateSlot.Ping, RelayMessages.Ping(toSource: false, new PingFrame(Relay.NowUs), Relay.NowMs));

    protected override Produced Fill(List<SharedBuffer> batch, bool mayWork)
    {
        while (true)
        {
            if (Outbox.TakeNews()) _stream.TellQuality(this);
            switch (Outbox.Take(batch))
            {
                case OutboxNext.Messages:
                    return Outbox.TookAll ? Produced.LastFrames : Produced.Frames;
                case OutboxNext.SignalState or OutboxNext.Picture when !mayWork:
                    return Produced.NeedsWork;
                case OutboxNext.SignalState:
                    _stream.TakeSignals(Outbox, batch);
                    break;
                case OutboxNext.Picture:
                    _stream.TakePicture(Outbox, batch);
                    NoteFetched(batch);
                    break;
                case OutboxNext.Overflow:
                    Stop(new Closing(CloseCode.TooSlow, "You read too slowly for what must arrive."));
                    return Produced.Nothing;
                default:
                    return Produced.Nothing;
            }

            if (batch.Count > 0) return Produced.Frames;
        }
    }

    protected override Closing? Accept(in MessageView message, out bool chore)
    {
        chore = false;
        if (!_rate.TryTake(1))
        {
            return new Closing(CloseCode.TooMany, $"More than {Relay.Options.MaxInputsPerSecond} inputs a second.");
        }

        MessageHeader header = message.Header;
        WireError error = InputGate.Check(message, out ExtBlock ext, out ReadOnlySpan<byte> body);
        if (error == WireError.PayloadTooLarge)
        {
            return new Closing(CloseCode.TooLarge, "The input is too large with the viewer id added; send less at once.");
        }

        if (error != WireError.None) return Closing.For(error, header);
        switch (header.InputType)
        {
            case InputType.Ack:
                AcceptAck(body);
                return null;
            case InputType.KeyframeRequest:
                _stream.RestartPictures(this);
                return null;
            case InputType.Ping:
                AcceptPing(body);
                return null;
            case InputType.Control:
                return AcceptControl(header, body);
            default:
                if ((header.Flags & (MessageFlags.Encrypted | MessageFlags.Compressed)) == 0) (_held ??= new HeldInputs()).Note(header.InputType, body);
                if (!_stream.Input(this, header, ext, body)) NoticeLoss();
                return null;
        }
    }

    private void AcceptAck(ReadOnlySpan<byte> body)
    {
        if (!AckInput.TryRead(body, out AckInput ack)) return;
        _ack = ack;
        Outbox.Acknowledge(ack);
    }

    private void AcceptPing(ReadOnlySpan<byte> body)
    {
        if (!PingFrame.TryRead(body, out PingFrame ping)) return;
        ulong now = Relay.NowUs;
        if (ping.AnswererUs is not null)
        {
            if (ping.SenderUs <= now) TakeRoundTrip((long)(now - ping.SenderUs));
            return;
        }

        Outbox.Put(StateSlot.Pong, RelayMessages.Ping(toSource: false, ping with { AnswererUs = now }, Relay.NowMs));
    }

    private void TakeRoundTrip(long us)
    {
        Counters.RttUs = us;
        Relay.Counters.CountRoundTrip(us);
    }

    // A pixel viewer's every picture is made when its writer is ready: it caught up with nothing.
    private void NoteFetched(List<SharedBuffer> batch)
    {
        long bytes = 0;
        foreach (SharedBuffer picture in batch) bytes += picture.Length;
        if (batch.Count > 0 && Outbox.Mode != StreamMode.Pixel) Relay.Counters.CountCatchUp(bytes);
        Outbox.CountSent(batch);
    }

    private Closing? AcceptControl(in MessageHeader header, ReadOnlySpan<byte> body)
    {
        if (ControlMessage.TryRead(body.ToArray(), out ControlMessage? control) != ReadStatus.Done)
        {
            return Closing.For(WireError.BadPayload, header);
        }

        if (control is ModeControl { Mode: { } mode }) _stream.SwitchMode(this, mode);
        else if (control is QualityControl quality) Outbox.Choose(quality.Auto, quality.Limit);
        else if (control is VisibleControl visible) _hidden = !visible.On;
        else if (control is AudioControl audio) _stream.SwitchAudio(this, audio.On);
        return null;
    }

    private void NoticeLoss()
    {
        Relay.Counters.CountDroppedInput();
        if (_noticedAt is { } at && Relay.Time.GetElapsedTime(at) < NoticePause) return;
        _noticedAt = Relay.Time.GetTimestamp();
        NoticeControl notice = new("The app does not keep up with your input; some of it was lost.");
        Outbox.Put(StateSlot.Notice, RelayMessages.ControlFrame(notice, Relay.NowMs));
    }
}
