using DreamStack.Relay.FanOut;
using DreamStack.Relay.Streams;
using DreamStack.Relay.Viewers;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Relay.Tests.Quality;

/// <summary>A receiver at the end of a link of a given rate: a socket's buffer, a way, and Acks that come back.</summary>
internal sealed class SimulatedViewer : IViewer, IDrain
{
    private const int SocketBytes = 64 * 1024;
    private const double WayMs = 30;
    private readonly RelayStream _stream;
    private readonly Func<double, double> _bytesPerMs;
    private readonly long? _cautious;
    private readonly List<SharedBuffer> _batch = [];
    private readonly Queue<byte[]> _socket = new();
    private readonly Queue<(double AtMs, byte[] Bytes)> _way = new();
    private readonly Queue<(double AtMs, AckInput Ack)> _acks = new();
    private readonly MessageExpander _expander = new();
    private double _frontLeft;
    private double _buffered;
    private long _room = SocketBytes;
    private long _taken;

    public SimulatedViewer(
        RelayStream stream, TimeProvider time, StreamMode mode, Func<double, double> bytesPerMs, long? cautious = null)
    {
        _stream = stream;
        _bytesPerMs = bytesPerMs;
        _cautious = cautious;
        Outbox = new Outbox(new OutboxLimits(), time, new Wake(), mode, false) { Drain = this };
        Assert.True(stream.Join(this));
    }

    public uint Id => 1;

    public bool IsThumbnail => false;

    public Outbox Outbox { get; }

    public bool Acknowledges { get; init; } = true;

    public bool AcknowledgesSignals { get; init; } = true;

    public PictureDecoder Picture { get; } = new();

    /// <summary>What the relay said of its quality, in order.</summary>
    public List<(double AtMs, QualityControl Quality)> Told { get; } = [];

    /// <summary>Every message that arrived.</summary>
    public List<(double AtMs, MessageHeader Header)> Arrived { get; } = [];

    /// <summary>Bytes that lie in the socket, and what the relay holds queued.</summary>
    public double Unsent => _buffered;

    Drained? IDrain.Look() => new Drained(_taken, 0, TimeSpan.Zero, TimeSpan.FromMilliseconds(2 * WayMs));

    long? IDrain.Cautious() => _cautious;

    void IDrain.Hold(long unsent) => _room = Math.Clamp(unsent, 4096, SocketBytes);

    public void Tick(double nowMs)
    {
        Send(nowMs);
        Fill();
        while (_way.TryPeek(out (double AtMs, byte[] Bytes) front) && front.AtMs <= nowMs) Receive(nowMs, _way.Dequeue().Bytes);
        while (_acks.TryPeek(out (double AtMs, AckInput Ack) ack) && ack.AtMs <= nowMs) Outbox.Acknowledge(_acks.Dequeue().Ack);
    }

    private void Send(double nowMs)
    {
        double may = _bytesPerMs(nowMs);
        while (may > 0 && _socket.Count > 0)
        {
            double part = Math.Min(may, _frontLeft);
            may -= part;
            _frontLeft -= part;
            _buffered -= part;
            _taken += (long)part;
            if (_frontLeft > 0) break;
            _way.Enqueue((nowMs + WayMs, _socket.Dequeue()));
            _frontLeft = _socket.TryPeek(out byte[]? next) ? next.Length : 0;
        }
    }

    // As a viewer's writer does.
    private void Fill()
    {
        while (_buffered < _room)
        {
            if (Outbox.TakeNews()) _stream.TellQuality(this);
            OutboxNext next = Outbox.Take(_batch);
            if (next == OutboxNext.Empty) return;
            if (next == OutboxNext.SignalState) _stream.TakeSignals(Outbox, _batch);
            if (next == OutboxNext.Picture)
            {
                _stream.TakePicture(Outbox, _batch);
                Outbox.CountSent(_batch);
            }

            foreach (SharedBuffer buffer in _batch)
            {
                if (_socket.Count == 0) _frontLeft = buffer.Length;
                _socket.Enqueue(buffer.Span.ToArray());
                _buffered += buffer.Length;
                buffer.Release();
            }

            _batch.Clear();
        }
    }

    private void Receive(double nowMs, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Assert.Equal(ReadStatus.Done, MessageReader.TryRead(ref bytes, out MessageView message, out _));
            Arrived.Add((nowMs, message.Header));
            Assert.True(ExtBlock.TrySplit(message.Header, message.Payload, out _, out ReadOnlySpan<byte> body));
            Assert.Equal(ReadStatus.Done, _expander.TryExpand(message.Header, body, out MessageHeader inner, out ReadOnlySpan<byte> content));
            if (inner.IsPicture)
            {
                PictureOutcome outcome = Picture.Accept(inner, content);
                Assert.True(outcome is PictureOutcome.Applied or PictureOutcome.Partial, $"{outcome} at {nowMs} ms");
                if (outcome == PictureOutcome.Applied) Answer(nowMs, inner.Seq);
            }
            else if (inner.FrameType is FrameType.SignalSync or FrameType.SignalDiff && Outbox.Mode == StreamMode.Signal)
            {
                if (AcknowledgesSignals) Answer(nowMs, inner.Seq);
            }
            else if (inner.FrameType == FrameType.Control)
            {
                ControlMessage.TryRead(content.ToArray(), out ControlMessage? control);
                if (control is QualityControl quality) Told.Add((nowMs, quality));
            }
        }
    }

    private void Answer(double nowMs, ushort seq)
    {
        if (Acknowledges) _acks.Enqueue((nowMs + WayMs, new AckInput(seq, seq, (uint)nowMs)));
    }
}
