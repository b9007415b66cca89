using DreamStack.Relay.FanOut;
using DreamStack.Relay.Sockets;
using DreamStack.Relay.Streams;
using DreamStack.Relay.Telemetry;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Relay.Sources;

/// <summary>A source over a WebSocket: frames in, inputs out.</summary>
internal sealed class WebSocketSource : SocketPeer, ISource
{
    private readonly RelayStream _stream;
    private readonly FrameGate _gate = new();
    private bool _inTurn;
    private SharedBuffer? _chore;
    private MessageHeader _choreHeader;

    public WebSocketSource(ILink link, RelayContext relay, RelayStream stream, SourceInfo info, PeerOrigin origin)
        : base(link, relay, sendsInputs: false, origin)
    {
        _stream = stream;
        Info = info;
        Inputs = new InputQueue(link.Wake);
    }

    public SourceInfo Info { get; }

    public InputQueue Inputs { get; }

    /// <summary>What this source fills.</summary>
    public RelayStream Stream => _stream;

    protected override void Leave()
    {
        _stream.Detach(this, forGood: false);
        Relay.Log.SourceGone(_stream.Name, Id, (int)(Closing?.Code ?? 0), Closing?.Reason ?? "");
    }

    void ISource.Stop(Closing closing) => Stop(closing);

    public override void Dispose()
    {
        Inputs.Close();
        _chore?.Release();
        base.Dispose();
    }

    public override PeerReport Report() => new()
    {
        Id = Id,
        Stream = _stream.Name,
        Role = "source",
        QueuedBytes = Inputs.QueuedBytes,
    };

    protected override void AskRoundTrip() => Offer(new PingFrame(Relay.NowUs));

    /// <summary>What the last message asked for.</summary>
    public override void RunChore()
    {
        SharedBuffer message = _chore!;
        _chore = null;
        Closing? closing = _stream.DoChore(_choreHeader, message);
        message.Release();
        if (closing is not null) Refuse(closing);
    }

    protected override Produced Fill(List<SharedBuffer> batch, bool mayWork) =>
        Inputs.Take(batch) ? Produced.Frames : Produced.Nothing;

    protected override Closing? Accept(in MessageView message, out bool chore)
    {
        chore = false;
        MessageHeader header = message.Header;
        if (!ExtBlock.TrySplit(header, message.Payload, out _, out ReadOnlySpan<byte> body))
        {
            return Closing.For(WireError.BadExt, header);
        }

        if (header.FrameType == FrameType.Ping) return AcceptPing(header, body);
        MessageHeader inside = Lanes.Inside(header, message.Payload);
        if (inside.Type != header.Type) Relay.Counters.CountWrappedIn(inside, header.MessageLength);
        Lane lane = Lanes.Of(inside);
        if (_gate.Check(header, inside, body) is var error && error != WireError.None) return Closing.For(error, inside);
        EndReason? end = lane == Lane.End ? _gate.ReasonOf(header, message.Payload) : null;

        SharedBuffer shared = Share(header);
        if (end is null) BeginTurn();
        else EndTurn();
        try
        {
            Closing? closing = _stream.Publish(this, header, inside, lane, shared, end, out chore);
            if (closing is not null || !chore) return closing;
            _chore = shared.Retain();
            _choreHeader = header;
            return null;
        }
        finally
        {
            shared.Release();
        }
    }

    protected override bool EndTurn()
    {
        if (!_inTurn) return false;
        _inTurn = false;
        _stream.EndBurst();
        return true;
    }

    private void BeginTurn()
    {
        if (_inTurn) return;
        _stream.BeginBurst();
        _inTurn = true;
    }

    private Closing? AcceptPing(in MessageHeader header, ReadOnlySpan<byte> body)
    {
        if (!PingFrame.TryRead(body, out PingFrame ping)) return Closing.For(WireError.BadPayload, header);
        ulong now = Relay.NowUs;
        if (ping.AnswererUs is null) Offer(ping with { AnswererUs = now });
        else if (ping.SenderUs <= now) Counters.RttUs = (long)(now - ping.SenderUs);
        return null;
    }

    private void Offer(PingFrame ping)
    {
        byte contact = (byte)(ping.AnswererUs is null ? 0 : 1);
        Inputs.Offer(new QueuedInput(0, InputType.Ping, contact, RelayMessages.Ping(toSource: true, ping, Relay.NowMs)));
    }
}
