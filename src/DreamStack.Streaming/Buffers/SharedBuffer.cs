using System.Buffers;
using System.Diagnostics;

namespace DreamStack.Streaming.Buffers;

/// <summary>Pooled bytes that several owners hold at once: whoever rents or retains must release exactly once.</summary>
/// <remarks>
/// The renter fills <see cref="Span"/> before sharing; after that nobody writes. The last release gives the bytes back to
/// the pool, so a view taken before must not be used after its owner's release. Before the bytes there is
/// <see cref="Headroom"/> for the header of whatever carries them.
/// </remarks>
public sealed class SharedBuffer
{
    /// <summary>Bytes free before the content: the header of a transport goes there, so that both leave in one piece.</summary>
    public const int Headroom = 16;

    private static long _outstanding;
    // Where messages are made and given back on one thread, the objects go round too; small ones with their bytes, of which
    // the array pool would keep a few dozen.
    private const int MaxIdle = 1024;
    private const int SmallBytes = 256;
    [ThreadStatic]
    private static Stack<SharedBuffer>? _idle;
    [ThreadStatic]
    private static Stack<SharedBuffer>? _idleSmall;

    private int _offset;
    private byte[]? _bytes;
    // Its own for good, unlike rented ones.
    private byte[]? _small;
    private int _owners;

    private SharedBuffer()
    {
    }

    /// <summary>Buffers of this process that somebody still owns: a leak shows as a number that only grows.</summary>
    public static long Outstanding => Interlocked.Read(ref _outstanding);

    /// <summary>Bytes in use.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes, borrowed for as long as the caller owns a share.</summary>
    public Memory<byte> Memory => Bytes.AsMemory(_offset, Length);

    /// <summary>The bytes, borrowed for as long as the caller owns a share.</summary>
    public Span<byte> Span => Bytes.AsSpan(_offset, Length);

    /// <summary>
    /// The <see cref="Headroom"/> right before the bytes. Only a transport writes there; several may, if all write the same.
    /// </summary>
    public Span<byte> Head => Bytes.AsSpan(_offset - Headroom, Headroom);

    /// <summary>The bytes with this many of the headroom before them, borrowed.</summary>
    public ReadOnlyMemory<byte> WithHead(int head)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(head, Headroom);
        return Bytes.AsMemory(_offset - head, head + Length);
    }

    private byte[] Bytes => _bytes ?? throw new ObjectDisposedException(nameof(SharedBuffer));

    /// <summary>A buffer of this many bytes, content undefined, owned once by the caller.</summary>
    public static SharedBuffer Rent(int length)
    {
        if (length > SmallBytes - Headroom) return Make(ArrayPool<byte>.Shared.Rent(Headroom + length), Headroom, length);
        SharedBuffer buffer = _idleSmall is { } idle && idle.TryPop(out SharedBuffer? used) ? used : new SharedBuffer { _small = new byte[SmallBytes] };
        return buffer.Begin(buffer._small!, Headroom, length);
    }

    /// <summary>
    /// Takes over an array rented from the shared pool whose content is <paramref name="length"/> bytes from
    /// <paramref name="offset"/> on, which leaves the headroom free; owned once by the caller.
    /// </summary>
    public static SharedBuffer Adopt(byte[] rented, int offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(offset, Headroom);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, rented.Length - offset);
        return Make(rented, offset, length);
    }

    /// <summary>A buffer that holds a copy of these bytes, owned once by the caller.</summary>
    public static SharedBuffer Copy(ReadOnlySpan<byte> bytes)
    {
        SharedBuffer buffer = Rent(bytes.Length);
        bytes.CopyTo(buffer.Span);
        return buffer;
    }

    /// <summary>One more owner; returns this, so that the new owner reads as one expression.</summary>
    public SharedBuffer Retain()
    {
        int owners = Interlocked.Increment(ref _owners);
        Debug.Assert(owners > 1, "Retained after the last release.");
        return this;
    }

    /// <summary>One owner less; the last one gives the bytes back.</summary>
    public void Release()
    {
        int owners = Interlocked.Decrement(ref _owners);
        Debug.Assert(owners >= 0, "Released more often than owned.");
        if (owners != 0 || Interlocked.Exchange(ref _bytes, null) is not { } bytes) return;
        Interlocked.Decrement(ref _outstanding);
        if (_small is null) ArrayPool<byte>.Shared.Return(bytes);
        Stack<SharedBuffer> idle = _small is null ? _idle ??= new Stack<SharedBuffer>() : _idleSmall ??= new Stack<SharedBuffer>();
        if (idle.Count < MaxIdle) idle.Push(this);
    }

    private static SharedBuffer Make(byte[] bytes, int offset, int length)
    {
        SharedBuffer buffer = _idle is { } idle && idle.TryPop(out SharedBuffer? used) ? used : new SharedBuffer();
        return buffer.Begin(bytes, offset, length);
    }

    private SharedBuffer Begin(byte[] bytes, int offset, int length)
    {
        _bytes = bytes;
        _offset = offset;
        Length = length;
        Volatile.Write(ref _owners, 1);
        Interlocked.Increment(ref _outstanding);
        return this;
    }
}
