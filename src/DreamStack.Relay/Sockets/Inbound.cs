using System.Buffers;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Sockets;

/// <summary>
/// Cuts one peer's bytes into messages. A header is judged as soon as it is there; memory grows with the bytes that have
/// come plus one bounded step, never with what a header announces.
/// </summary>
internal sealed class Inbound(bool inputs) : IDisposable
{
    /// <summary>A message of this size or more is read into an array of its own and handed on without a copy.</summary>
    public const int LargeMessage = 16 * 1024;

    private const int Initial = 16 * 1024;
    private const int LeastFree = 4 * 1024;
    private const int Step = 64 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Initial);
    private int _start;
    private int _end;
    private int _current;
    // What a peer has really sent once, it may be given room for at once the next time.
    private int _largest = Step;

    /// <summary>Bytes of memory taken.</summary>
    public int Capacity => _bytes.Length;

    /// <summary>Bytes came that do not end a message yet.</summary>
    public bool IsInsideMessage => _end > _start;

    /// <summary>Where the next bytes go; call <see cref="Advance"/> with how many came.</summary>
    public Memory<byte> Free()
    {
        int have = _end - _start;
        if (have == 0) _start = _end = 0;
        bool known = MessageHeader.TryRead(_bytes.AsSpan(_start, have), out MessageHeader header);
        int needed = known ? (int)header.MessageLength : 0;
        if (needed < LargeMessage)
        {
            if (_bytes.Length - _end < LeastFree) MoveToFront(Math.Max(Initial, needed + LeastFree));
            return _bytes.AsMemory(_end);
        }

        int target = Math.Min(needed, Math.Max(have * 2, _largest));
        if (_start > 0 || _bytes.Length < target) MoveToFront(target);
        // Not a byte of the next message: this array leaves with the message it holds.
        return _bytes.AsMemory(_end, Math.Min(needed, _bytes.Length) - _end);
    }

    public void Advance(int count) => _end += count;

    /// <summary>The next whole message, borrowed until the next call here; Invalid once its header is wrong.</summary>
    public ReadStatus TryRead(out MessageView message, out WireError error)
    {
        ReadOnlySpan<byte> rest = _bytes.AsSpan(_start, _end - _start);
        message = default;
        ReadStatus status = MessageReader.TryReadHeader(rest, out MessageHeader header, out error);
        if (status == ReadStatus.NeedMore) return status;
        if (header.IsInput != inputs) error = WireError.WrongDirection;
        if (error != WireError.None)
        {
            message = new MessageView(header, default);
            return ReadStatus.Invalid;
        }

        if (rest.Length < header.MessageLength) return ReadStatus.NeedMore;
        message = new MessageView(header, rest[..(int)header.MessageLength]);
        return ReadStatus.Done;
    }

    /// <summary>The message last read is this long: <see cref="TakeShared"/> or <see cref="Settle"/> steps over it.</summary>
    public void Expect(int length) => _current = length;

    /// <summary>Steps over the current message, with a shared buffer of it that the caller owns.</summary>
    public SharedBuffer TakeShared(int length)
    {
        _current = 0;
        if (length < LargeMessage || _start != 0 || _end != length)
        {
            SharedBuffer copy = SharedBuffer.Copy(_bytes.AsSpan(_start, length));
            _start += length;
            return copy;
        }

        SharedBuffer shared = SharedBuffer.Adopt(_bytes, length);
        _largest = Math.Max(_largest, length);
        _bytes = ArrayPool<byte>.Shared.Rent(Initial);
        _start = _end = 0;
        return shared;
    }

    /// <summary>Steps over the current message unless it was taken.</summary>
    public void Settle()
    {
        _start += _current;
        _current = 0;
    }

    /// <summary>Forgets what came, as when the peer is only listened to for its goodbye.</summary>
    public void Clear() => _start = _end = _current = 0;

    public void Dispose()
    {
        byte[] bytes = _bytes;
        _bytes = [];
        _start = _end = 0;
        if (bytes.Length > 0) ArrayPool<byte>.Shared.Return(bytes);
    }

    private void MoveToFront(int capacity)
    {
        int have = _end - _start;
        byte[] source = _bytes;
        if (_bytes.Length < capacity) _bytes = ArrayPool<byte>.Shared.Rent(capacity);
        Buffer.BlockCopy(source, _start, _bytes, 0, have);
        if (!ReferenceEquals(source, _bytes)) ArrayPool<byte>.Shared.Return(source);
        _start = 0;
        _end = have;
    }
}
