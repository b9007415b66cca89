using System.Buffers;
using DreamStack.Streaming.Buffers;

namespace DreamStack.Relay.Sockets;

/// <summary>
/// One connection's rented bytes: from <see cref="Start"/> what was taken out of its frames, from <see cref="Raw"/> what still
/// lies in them. The two touch while every message is one frame, so nothing is moved. An idle connection holds nothing.
/// </summary>
internal struct ReceiveBuffer
{
    private byte[]? _bytes;

    public int Start { get; private set; }

    /// <summary>The end of what was taken out of frames.</summary>
    public int Clean { get; private set; }

    public int Raw { get; private set; }

    public int End { get; private set; }

    public readonly int Capacity => _bytes?.Length ?? 0;

    public readonly Span<byte> Content => _bytes.AsSpan(Start, Clean - Start);

    public readonly Span<byte> Framed => _bytes.AsSpan(Raw, End - Raw);

    public readonly Memory<byte> Free => _bytes.AsMemory(End);

    public readonly bool IsEmpty => Start == End;

    public void Advance(int count) => End += count;

    /// <summary>So many framed bytes were a header, or a frame of its own.</summary>
    public void Skip(int count)
    {
        Raw += count;
        if (Start == Clean) Start = Clean = Raw;
    }

    /// <summary>So many framed bytes are content now.</summary>
    public void Unwrap(int count)
    {
        if (Raw != Clean) _bytes.AsSpan(Raw, count).CopyTo(_bytes.AsSpan(Clean));
        Raw += count;
        Clean += count;
    }

    /// <summary>So many bytes of content were used.</summary>
    public void Consume(int count)
    {
        Start += count;
        if (Start == Clean) Start = Clean = Raw;
    }

    /// <summary>Makes room for this many bytes in all, at least for what is there, behind a shared buffer's headroom.</summary>
    public void Reserve(int capacity)
    {
        int needed = SharedBuffer.Headroom + Math.Max(capacity, Clean - Start + End - Raw);
        byte[]? old = _bytes;
        byte[] bytes = old is null || old.Length < needed ? ArrayPool<byte>.Shared.Rent(needed) : old;
        int clean = Clean - Start;
        int framed = End - Raw;
        // Front first: the framed part only ever moves onto the gap before it.
        if (old is not null && clean > 0) Buffer.BlockCopy(old, Start, bytes, SharedBuffer.Headroom, clean);
        if (old is not null && framed > 0) Buffer.BlockCopy(old, Raw, bytes, SharedBuffer.Headroom + clean, framed);
        if (old is not null && !ReferenceEquals(old, bytes)) ArrayPool<byte>.Shared.Return(old);
        _bytes = bytes;
        Start = SharedBuffer.Headroom;
        Clean = Raw = SharedBuffer.Headroom + clean;
        End = Raw + framed;
    }

    /// <summary>Gives the array away as a buffer of its first so many bytes of content, which are all there is.</summary>
    public SharedBuffer Detach(int length)
    {
        SharedBuffer shared = SharedBuffer.Adopt(_bytes!, Start, length);
        _bytes = null;
        Start = Clean = Raw = End = 0;
        return shared;
    }

    public void Release()
    {
        if (_bytes is { } bytes) ArrayPool<byte>.Shared.Return(bytes);
        _bytes = null;
        Start = Clean = Raw = End = 0;
    }
}
