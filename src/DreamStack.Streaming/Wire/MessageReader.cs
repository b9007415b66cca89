using System.Buffers;

namespace DreamStack.Streaming.Wire;

/// <summary>Cuts whole messages out of bytes that may be split anywhere and may hold several.</summary>
/// <remarks>
/// A header is checked against <see cref="WireLimits"/> as soon as it is there, so a bad length is refused before anybody
/// waits for, or takes memory for, the payload it announces.
/// </remarks>
public static class MessageReader
{
    /// <summary>Reads one message off the front of <paramref name="buffer"/> and moves the buffer past it when done.</summary>
    public static ReadStatus TryRead(ref ReadOnlySpan<byte> buffer, out MessageView message, out WireError error)
    {
        message = default;
        ReadStatus status = TryReadHeader(buffer, out MessageHeader header, out error);
        if (status != ReadStatus.Done) return status;
        if (buffer.Length < header.MessageLength) return ReadStatus.NeedMore;

        int length = (int)header.MessageLength;
        message = new MessageView(header, buffer[..length]);
        buffer = buffer[length..];
        return ReadStatus.Done;
    }

    /// <summary>As the span form, over segments; the payload is not copied.</summary>
    public static ReadStatus TryRead(ref ReadOnlySequence<byte> buffer, out Message message, out WireError error)
    {
        message = default;
        error = WireError.None;
        if (buffer.Length < MessageHeader.Size) return ReadStatus.NeedMore;

        Span<byte> head = stackalloc byte[MessageHeader.Size];
        buffer.Slice(0, MessageHeader.Size).CopyTo(head);
        ReadStatus status = TryReadHeader(head, out MessageHeader header, out error);
        if (status != ReadStatus.Done) return status;
        if (buffer.Length < header.MessageLength) return ReadStatus.NeedMore;

        message = new Message(header, buffer.Slice(MessageHeader.Size, header.PayloadLength));
        buffer = buffer.Slice(header.MessageLength);
        return ReadStatus.Done;
    }

    /// <summary>Reads and checks the header alone: a reader can refuse a message before its payload is there.</summary>
    public static ReadStatus TryReadHeader(ReadOnlySpan<byte> buffer, out MessageHeader header, out WireError error)
    {
        error = WireError.None;
        if (!MessageHeader.TryRead(buffer, out header)) return ReadStatus.NeedMore;
        error = header.Check();
        return error == WireError.None ? ReadStatus.Done : ReadStatus.Invalid;
    }
}
