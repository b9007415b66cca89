using System.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Client.Connections;

/// <summary>Collects the bytes of a socket and hands on whole messages; its memory grows only with bytes that came.</summary>
internal sealed class MessageFeed(bool expectInputs) : IDisposable
{
    private const int FirstSize = 64 * 1024;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _length;

    /// <summary>Where the next bytes go; never empty.</summary>
    public Memory<byte> Free
    {
        get
        {
            if (_length == _bytes.Length) Grow();
            return _bytes.AsMemory(_length);
        }
    }

    /// <summary>Takes note of bytes that came and hands on what is whole; <paramref name="about"/> is the message at fault.</summary>
    public WireError Advance(int count, bool endOfMessage, IMessageSink sink, out MessageHeader about)
    {
        _length += count;
        ReadOnlySpan<byte> rest = _bytes.AsSpan(0, _length);
        WireError error = HandOn(ref rest, sink, out about);
        if (error != WireError.None) return error;
        if (rest.Length < _length)
        {
            rest.CopyTo(_bytes);
            _length = rest.Length;
        }

        return endOfMessage && _length > 0 ? WireError.Truncated : WireError.None;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = 0;
    }

    private WireError HandOn(ref ReadOnlySpan<byte> rest, IMessageSink sink, out MessageHeader about)
    {
        while (true)
        {
            ReadStatus status = MessageReader.TryReadHeader(rest, out about, out WireError error);
            if (status == ReadStatus.Invalid) return error;
            if (status == ReadStatus.NeedMore) return WireError.None;
            if (about.IsInput != expectInputs && !IsEnd(about)) return WireError.WrongDirection;
            if (MessageReader.TryRead(ref rest, out MessageView message, out error) != ReadStatus.Done) return error;
            error = sink.Receive(message);
            if (error != WireError.None) return error;
        }
    }

    // The one frame that a relay also sends to a source: why it may not be one.
    private static bool IsEnd(in MessageHeader header) => !header.IsInput && header.FrameType == FrameType.End;

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
