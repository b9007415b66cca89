using System.Runtime.InteropServices;
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
    private readonly int[] _counts = new int[4];
    private readonly int[] _taken = new int[4];
    private int _owners = 1;
    private int _bytes;
    private bool _hasSpecial;

    public ReadOnlySpan<BurstMessage> Messages => CollectionsMarshal.AsSpan(_messages);

    public bool IsEmpty => _messages.Count == 0;

    public bool IsFull => _bytes >= MaxBytes;

    /// <summary>Whoever is up to date may get it as one piece: nothing in it changes how a viewer stands to the stream.</summary>
    public bool IsPlain => _messages.Count > 1 && !_hasSpecial;

    /// <summary>Adds a message, borrowed.</summary>
    public void Add(Lane lane, in MessageHeader inside, SharedBuffer message, long version)
    {
        _messages.Add(new BurstMessage(lane, inside, message.Retain(), version));
        _bytes += message.Length;
        _hasSpecial |= lane is Lane.Picture or Lane.World or Lane.End || inside.FrameType == FrameType.SignalSync;
    }

    /// <summary>The messages for a viewer with these wishes as one piece, borrowed; null when none is for it.</summary>
    public SharedBuffer? Piece(bool signals, bool audio)
    {
        int kind = KindOf(signals, audio);
        SharedBuffer piece = _pieces[kind] ??= Make(kind, signals, audio);
        return piece.Length > 0 ? piece : null;
    }

    /// <summary>Says that a viewer with these wishes was sent its piece; answers of how many messages that is made.</summary>
    public int CountTaken(bool signals, bool audio)
    {
        int kind = KindOf(signals, audio);
        Interlocked.Increment(ref _taken[kind]);
        return _counts[kind];
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
        foreach (ref readonly BurstMessage message in Messages) message.Message.Release();
        foreach (SharedBuffer? piece in _pieces) piece?.Release();
        _messages.Clear();
        Array.Clear(_pieces);
        Array.Clear(_taken);
        _owners = 1;
        _bytes = 0;
        _hasSpecial = false;
        lock (pool) pool.Push(this);
    }

    private SharedBuffer Make(int kind, bool signals, bool audio)
    {
        int length = 0;
        int count = 0;
        foreach (ref readonly BurstMessage message in Messages)
        {
            if (!Wants(message.Lane, signals, audio)) continue;
            length += message.Message.Length;
            count++;
        }

        _counts[kind] = count;
        SharedBuffer piece = SharedBuffer.Rent(length);
        Span<byte> left = piece.Span;
        foreach (ref readonly BurstMessage message in Messages)
        {
            if (!Wants(message.Lane, signals, audio)) continue;
            message.Message.Span.CopyTo(left);
            left = left[message.Message.Length..];
        }

        return piece;
    }

    private static int KindOf(bool signals, bool audio) => (signals ? 1 : 0) | (audio ? 2 : 0);

    // Once for all who took a piece: their writers count no types.
    private void CountOut()
    {
        foreach (ref readonly BurstMessage message in Messages)
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
