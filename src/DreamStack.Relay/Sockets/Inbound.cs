using DreamStack.Relay.Framing;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Sockets;

/// <summary>
/// Cuts one peer's bytes into frames and their content into messages, where they lie. A header is judged as soon as it is
/// there; memory grows with the bytes that have come plus one bounded step, never with what a header announces.
/// </summary>
internal sealed class Inbound(bool inputs) : IDisposable
{
    /// <summary>A message of this size or more is read into an array of its own and handed on without a copy.</summary>
    public const int LargeMessage = 16 * 1024;

    private const int Initial = 16 * 1024;
    private const int Many = 64 * 1024;
    private const int LeastFree = 4 * 1024;
    private const int Step = 64 * 1024;

    private FrameSequence _frames;
    private ReceiveBuffer _buffer;
    private int _current;
    private int _most = Initial;
    private bool _ignoring;
    // What a peer has really sent once, it may be given room for at once the next time.
    private int _largest;

    /// <summary>Bytes of memory taken.</summary>
    public int Capacity => _buffer.Capacity;

    /// <summary>What is wrong after <see cref="InboundStep.BadFrame"/>.</summary>
    public FrameError FrameError { get; private set; }

    /// <summary>Where the next bytes go; call <see cref="Advance"/> with how many came.</summary>
    public Memory<byte> Free()
    {
        int have = _buffer.Content.Length;
        bool known = MessageHeader.TryRead(_buffer.Content, out MessageHeader header);
        int needed = known ? (int)header.MessageLength : 0;
        if (_buffer.IsEmpty && _buffer.Capacity == 0) _buffer.Reserve(Math.Max(_most, _largest));
        if (needed < LargeMessage)
        {
            if (_buffer.Free.Length < LeastFree) _buffer.Reserve(Math.Max(_most, needed + (2 * LeastFree)));
            Memory<byte> free = _buffer.Free;
            // Little at first: what follows a large message's header is then asked for to the byte.
            return free.Length > _most ? free[.._most] : free;
        }

        _most = Initial;
        int framed = _buffer.Framed.Length;
        // A header between two fragments may lie there, of which only a part has come.
        int missing = Math.Max(needed - have - framed, FrameHeader.MaxClientSize);
        int wanted = framed + Math.Min(needed, Math.Max(Math.Max(have * 2, Step), _largest));
        if (_buffer.Free.Length < Math.Min(missing, LeastFree) || _buffer.Capacity - _buffer.Start < wanted) _buffer.Reserve(wanted + LeastFree);
        // Not a byte of the next message: this array leaves with the message it holds.
        return _buffer.Free.Length > missing ? _buffer.Free[..missing] : _buffer.Free;
    }

    public void Advance(int count)
    {
        // As much as there was room for, and small: there is more where that came from.
        if (count == Initial) _most = Many;
        _buffer.Advance(count);
    }

    /// <summary>
    /// What comes next. A message and a control frame's payload are borrowed until the next call here; a malformed message has
    /// its header.
    /// </summary>
    public InboundStep Next(out MessageView message, out Opcode control, out ReadOnlySpan<byte> payload, out WireError error)
    {
        message = default;
        control = default;
        payload = default;
        error = WireError.None;
        while (true)
        {
            if (_ignoring) _buffer.Consume(_buffer.Content.Length);
            else if (TryCut(ref message, ref error)) return error == WireError.None ? InboundStep.Message : InboundStep.Malformed;
            if (_frames.EndsMessage(out bool empty) && (empty || _buffer.Content.Length > 0) && !_ignoring)
            {
                error = WireError.Truncated;
                return InboundStep.Malformed;
            }

            switch (_frames.Next(_buffer.Framed, out int header, out int length))
            {
                case FrameStep.NeedMore:
                    if (_buffer.IsEmpty) _buffer.Release();
                    return InboundStep.NeedMore;
                case FrameStep.Content:
                    _buffer.Unwrap(length);
                    break;
                case FrameStep.Header:
                    _buffer.Skip(header);
                    break;
                case FrameStep.Text:
                    _buffer.Skip(header);
                    error = WireError.TextMessage;
                    return InboundStep.Malformed;
                case FrameStep.Control:
                    control = _frames.Control;
                    payload = _buffer.Framed.Slice(header, length);
                    _buffer.Skip(header + length);
                    return InboundStep.Control;
                default:
                    FrameError = _frames.Error;
                    return InboundStep.BadFrame;
            }
        }
    }

    /// <summary>The message last read is this long: <see cref="TakeShared"/> or <see cref="Settle"/> steps over it.</summary>
    public void Expect(int length) => _current = length;

    /// <summary>Steps over the current message, with a shared buffer of it that the caller owns.</summary>
    public SharedBuffer TakeShared(int length)
    {
        _current = 0;
        if (length >= LargeMessage) _largest = Math.Max(_largest, length);
        if (length >= LargeMessage && _buffer.Content.Length == length && _buffer.Framed.IsEmpty) return _buffer.Detach(length);
        SharedBuffer copy = SharedBuffer.Copy(_buffer.Content[..length]);
        _buffer.Consume(length);
        return copy;
    }

    /// <summary>Steps over the current message unless it was taken.</summary>
    public void Settle()
    {
        _buffer.Consume(_current);
        _current = 0;
    }

    /// <summary>Forgets everything, as when what comes cannot be understood any more.</summary>
    public void Drop() => _buffer.Release();

    /// <summary>From here on only control frames are looked for, as when the peer is only listened to for its goodbye.</summary>
    public void Ignore() => _ignoring = true;

    public void Dispose() => _buffer.Release();

    private bool TryCut(ref MessageView message, ref WireError error)
    {
        ReadOnlySpan<byte> rest = _buffer.Content;
        ReadStatus status = MessageReader.TryReadHeader(rest, out MessageHeader header, out error);
        if (status == ReadStatus.NeedMore)
        {
            error = WireError.None;
            return false;
        }

        if (header.IsInput != inputs) error = WireError.WrongDirection;
        if (error != WireError.None)
        {
            message = new MessageView(header, default);
            return true;
        }

        if (rest.Length < header.MessageLength) return false;
        message = new MessageView(header, rest[..(int)header.MessageLength]);
        return true;
    }
}
