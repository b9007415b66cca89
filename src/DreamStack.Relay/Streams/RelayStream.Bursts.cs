using DreamStack.Relay.FanOut;
using DreamStack.Relay.Viewers;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Streams;

// What a source sends in one go goes to each viewer in one go.
internal sealed partial class RelayStream
{
    private const int CostEvery = 30;
    private readonly Stack<Burst> _idleBursts = new();
    private readonly FrameCompressor _compressor = new();
    private readonly SharedBufferWriter _compressed = new();
    private Burst? _burst;
    // Somebody is on the step that wants deltas smaller.
    private bool _compresses;
    private int? _toldState;
    private long _received;

    /// <summary>
    /// Collects the source's messages until <see cref="EndBurst"/>, on the same thread. Nobody joins, leaves or changes its mind
    /// in between: the stream's lock is held.
    /// </summary>
    public void BeginBurst()
    {
        _gate.Enter();
        _burst = TakeBurst();
    }

    /// <summary>Hands on what was collected.</summary>
    public void EndBurst()
    {
        try
        {
            Flush();
            _burst!.Release();
            _burst = null;
            CountReceived();
        }
        finally
        {
            _gate.Exit();
        }
    }

    // A clock is dearer than a small message.
    private void CountReceived()
    {
        _bytesIn.Add(_received);
        _received = 0;
    }

    private void Spread(Lane lane, in MessageHeader inside, SharedBuffer message)
    {
        if (_compresses && lane == Lane.Picture && IsCompressible(inside, message))
        {
            Flush();
            SpreadCompressed(inside, message);
            return;
        }

        long version = lane == Lane.World ? _world.Version : _picture.Version;
        if (_burst is { } burst && message.Length <= Burst.MaxMessage)
        {
            burst.Add(lane, inside, message, version);
            if (burst.IsFull) Flush();
            return;
        }

        Flush();
        foreach (IViewer viewer in _viewers) viewer.Outbox.Offer(lane, inside, message, version);
    }

    private static bool IsCompressible(in MessageHeader inside, SharedBuffer message) =>
        inside.FrameType == FrameType.DeltaPixels && message.Span[0] == (byte)FrameType.DeltaPixels && FrameCompressor.CanCompress(inside);

    // Once for all who are on that step.
    private void SpreadCompressed(in MessageHeader inside, SharedBuffer message)
    {
        SharedBuffer? compressed = null;
        foreach (IViewer viewer in _viewers)
        {
            bool wants = viewer.Outbox.WantsCompressed;
            if (wants) compressed ??= Compress(message);
            viewer.Outbox.Offer(Lane.Picture, inside, wants ? compressed! : message, _picture.Version);
        }

        compressed?.Release();
    }

    private SharedBuffer Compress(SharedBuffer message)
    {
        MessageHeader.TryRead(message.Span, out MessageHeader header);
        long before = _compressor.Compressed;
        if (!_compressor.TryWrite(new MessageView(header, message.Span), _compressed)) return message.Retain();
        SharedBuffer written = _compressed.Detach();
        if (_compressor.Compressed > before) return written;
        written.Release();
        return message.Retain();
    }

    // What each step takes is known best here: viewers whose link gets too slow skip what it cannot carry.
    private void TellCosts()
    {
        double rate = _pictureRate.PerSecond;
        long full = (long)(rate * _picture.Width * _picture.Height * 4);
        long delta = (long)_bytesIn.PerSecond;
        long thinned = rate > ViewerQuality.LowerRate ? (long)(delta * ViewerQuality.LowerRate / rate) : delta;
        foreach (IViewer viewer in _viewers) viewer.Outbox.Expect(full, delta, thinned);
    }

    // Who is behind gets the whole state when that is the smaller part.
    private void TellState()
    {
        if (_signals.StateBytes == _toldState) return;
        _toldState = _signals.StateBytes;
        foreach (IViewer viewer in _viewers) viewer.Outbox.ExpectState(_toldState);
    }

    private Burst TakeBurst()
    {
        lock (_idleBursts) return _idleBursts.TryPop(out Burst? idle) ? idle : new Burst(_idleBursts, _relay.Counters);
    }

    private void Flush()
    {
        if (_burst is not { IsEmpty: false } burst) return;
        if (burst.Messages is [var only])
        {
            foreach (IViewer viewer in _viewers) viewer.Outbox.Offer(only.Lane, only.Inside, only.Message, only.Version);
        }
        else
        {
            foreach (IViewer viewer in _viewers) viewer.Outbox.Offer(burst);
        }

        burst.Release();
        _burst = TakeBurst();
    }
}
