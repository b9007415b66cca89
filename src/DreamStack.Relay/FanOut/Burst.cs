using DreamStack.Relay.Telemetry;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.FanOut;

/// <summary>
/// Small messages of a source that came in one go. Viewers who wait for nothing else get them as one piece, made once for all
/// who want the same; others get them one by one. Filled by one thread, then shared; whoever retains releases.
/// </summary>
internal sealed class Burst(Stack<Burst> pool, RelayCounters counters)
{
    /// <summary>Bytes of a message that is still worth copying into a piece.</summary>
    public const int MaxMessage = 4 * 1024;

    private const int MaxBytes = 64 * 1024;
    private readonly List<BurstMessage> _messages = [];
    private readonly SharedBuffer?[] _pieces = new SharedBuffer?[4];
    private readonly int[] _taken = new int[4];
    private int _owners = 1;
    private int _bytes;
    private bool _hasSpecial;

    public IReadOnlyList<BurstMessage> Messages => _messages;

    public bool IsEmpty => _messages.Count == 0;

    public bool IsFull => _bytes >= MaxBytes;

    /// <summary>Whoever is up to date may get it as one piece: nothing in it changes how a viewer stands to the stream.</summary>
    public bool IsPlain => _messages.Count > 1 && !_hasSpecial;

    /// <summary>Adds a message, borrowed.</summary>
    public void Add(Lane lane, in MessageHeader inside, SharedBuffer message, long version)
    {
        _messages.Add(new BurstMessage(lane, inside, message.Retain(), version));
        _bytes += message.Length;
        _hasSpecial |= lane is Lane.Picture or Lane.End || inside.FrameType == FrameType.SignalSync;
    }

    /// <summary>The messages for a viewer with these wishes as one piece, borrowed; null when none is for it.</summary>
    public SharedBuffer? Piece(bool signals, bool audio)
    {
        ref SharedBuffer? piece = ref _pieces[KindOf(signals, audio)];
        if (piece is not null) return piece.Length > 0 ? piece : null;
        int length = 0;
        foreach (BurstMessage message in _messages) length += Wants(message.Lane, signals, audio) ? message.Message.Length : 0;
        piece = SharedBuffer.Rent(length);
        int at = 0;
        foreach (BurstMessage message in _messages)
        {
            if (!Wants(message.Lane, signals, audio)) continue;
            message.Message.Span.CopyTo(piece.Span[at..]);
            at += message.Message.Length;
        }

        return length > 0 ? piece : null;
    }

    /// <summary>Says that a viewer with these wishes was sent its piece; answers of how many messages that is made.</summary>
    public int CountTaken(bool signals, bool audio)
    {
        Interlocked.Increment(ref _taken[KindOf(signals, audio)]);
        int count = 0;
        foreach (BurstMessage message in _messages) count += Wants(message.Lane, signals, audio) ? 1 : 0;
        return count;
    }

    /// <summary>One more owner.</summary>
    public Burst Retain()
    {
        Interlocked.Increment(ref _owners);
        return this;
    }

    /// <summary>One owner less; the last one gives everything back.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _owners) > 0) return;
        CountOut();
        foreach (BurstMessage message in _messages) message.Message.Release();
        foreach (SharedBuffer? piece in _pieces) piece?.Release();
        _messages.Clear();
        Array.Clear(_pieces);
        Array.Clear(_taken);
        _owners = 1;
        _bytes = 0;
        _hasSpecial = false;
        lock (pool) pool.Push(this);
    }

    private static int KindOf(bool signals, bool audio) => (signals ? 1 : 0) | (audio ? 2 : 0);

    // Once for all who took a piece: their writers count no types.
    private void CountOut()
    {
        foreach (BurstMessage message in _messages)
        {
            int times = 0;
            for (int kind = 0; kind < _taken.Length; kind++) times += Wants(message.Lane, (kind & 1) != 0, (kind & 2) != 0) ? _taken[kind] : 0;
            if (times > 0) counters.CountOut(isInput: false, message.Message, times);
        }
    }

    private static bool Wants(Lane lane, bool signals, bool audio) => lane switch
    {
        Lane.Signal => signals,
        Lane.Audio => audio,
        _ => true,
    };
}
