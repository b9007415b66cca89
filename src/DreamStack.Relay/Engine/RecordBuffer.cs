namespace DreamStack.Relay.Engine;

/// <summary>
/// What TLS has made of one wire's bytes and the system has yet to be given: many records leave in one call. A loop has one, for
/// each of its wires flushes before the next one's turn.
/// </summary>
internal sealed class RecordBuffer
{
    /// <summary>Bytes to encrypt at most before the buffer is flushed.</summary>
    public const int MaxClear = 64 * 1024;

    // A record of 16 KB grows by less than 300 bytes; besides, TLS may have a word of its own to say.
    private const int Overhead = 8 * 1024;
    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(MaxClear + Overhead, pinned: true);
    private object? _owner;
    private int _length;

    /// <summary>Bytes that may be encrypted before the buffer has to be flushed.</summary>
    public int Room => Math.Max(0, MaxClear - _length);

    public ReadOnlyMemory<byte> Content => _bytes.AsMemory(0, _length);

    public Memory<byte> Free => _bytes.AsMemory(_length);

    /// <summary>Begins a wire's turn; what a wire that failed in its own left behind goes.</summary>
    public void Take(object owner)
    {
        if (_owner != owner) _length = 0;
        _owner = owner;
    }

    public void Advance(int count) => _length += count;

    public void Clear() => _length = 0;
}
