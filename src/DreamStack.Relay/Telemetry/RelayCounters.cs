using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Telemetry;

/// <summary>What the whole relay has counted since it started; written by walkers, read by whoever asks.</summary>
internal sealed class RelayCounters
{
    private const int Types = 256;
    private readonly long[] _frames = new long[Types];
    private readonly long[] _inputs = new long[Types];
    private long _bytesIn;
    private long _bytesOut;
    private long _messagesOut;
    private long _protocolErrors;
    private long _resyncs;
    private long _refused;
    private long _checks;
    private long _divergences;
    private long _droppedInputs;
    private long _coalesced;
    private long _dropped;

    public long BytesIn => Interlocked.Read(ref _bytesIn);

    public long BytesOut => Interlocked.Read(ref _bytesOut);

    public long MessagesOut => Interlocked.Read(ref _messagesOut);

    public long ProtocolErrors => Interlocked.Read(ref _protocolErrors);

    public long Resyncs => Interlocked.Read(ref _resyncs);

    /// <summary>Pictures compared with their source's hash.</summary>
    public long Checks => Interlocked.Read(ref _checks);

    /// <summary>Of those, the ones that were not the source's.</summary>
    public long Divergences => Interlocked.Read(ref _divergences);

    public long Refused => Interlocked.Read(ref _refused);

    public long DroppedInputs => Interlocked.Read(ref _droppedInputs);

    /// <summary>Coalesced by viewers that have left; the present ones count for themselves.</summary>
    public long CoalescedByGone => Interlocked.Read(ref _coalesced);

    /// <summary>As <see cref="CoalescedByGone"/>, for drops.</summary>
    public long DroppedByGone => Interlocked.Read(ref _dropped);

    public long Frames(byte type) => Interlocked.Read(ref _frames[type]);

    public long Inputs(byte type) => Interlocked.Read(ref _inputs[type]);

    public void CountIn(in MessageHeader header)
    {
        Interlocked.Increment(ref (header.IsInput ? _inputs : _frames)[header.Type]);
        Interlocked.Add(ref _bytesIn, header.MessageLength);
    }

    public void CountOut(int messages, long bytes)
    {
        Interlocked.Add(ref _messagesOut, messages);
        Interlocked.Add(ref _bytesOut, bytes);
    }

    public void CountProtocolError() => Interlocked.Increment(ref _protocolErrors);

    public void CountResync() => Interlocked.Increment(ref _resyncs);

    public void CountCheck(bool same)
    {
        Interlocked.Increment(ref _checks);
        if (!same) Interlocked.Increment(ref _divergences);
    }

    public void CountRefused() => Interlocked.Increment(ref _refused);

    public void CountDroppedInput() => Interlocked.Increment(ref _droppedInputs);

    public void CountGone(long coalesced, long dropped)
    {
        Interlocked.Add(ref _coalesced, coalesced);
        Interlocked.Add(ref _dropped, dropped);
    }
}
