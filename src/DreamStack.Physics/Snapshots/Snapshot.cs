namespace DreamStack.Physics.Snapshots;

/// <summary>
/// A world's whole state as bytes, little-endian. Taking one again into the same object reuses its memory. Good for any
/// world made with the same settings.
/// </summary>
public sealed class Snapshot
{
    private byte[] _bytes = [];

    /// <summary>Step the state is of.</summary>
    public long Step { get; internal set; }

    /// <summary>Bytes of the state.</summary>
    public int Size { get; private set; }

    /// <summary>The state, good until the snapshot is taken again.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Size);

    /// <summary>A snapshot from bytes that came from elsewhere; a world checks them when it takes them on.</summary>
    public static Snapshot From(ReadOnlySpan<byte> bytes)
    {
        Snapshot snapshot = new();
        bytes.CopyTo(snapshot.Reserve(bytes.Length));
        return snapshot;
    }

    internal Span<byte> Reserve(int size)
    {
        if (_bytes.Length < size) _bytes = GC.AllocateUninitializedArray<byte>(size + (size / 8));
        Size = size;
        return _bytes.AsSpan(0, size);
    }
}
