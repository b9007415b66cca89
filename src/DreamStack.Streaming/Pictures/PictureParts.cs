using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Streaming.Pictures;

/// <summary>Cuts a picture message into parts, at any byte, so that other messages get between them.</summary>
public static class PictureParts
{
    /// <summary>Bytes of a part besides those of the body it carries, without the EXT block that the last one has.</summary>
    public const int Overhead = MessageHeader.Size + PartPrefix.Size;

    private static ReadOnlySpan<byte> EmptyBlock => [0, 0];

    /// <summary>A picture that may be cut: one a receiver can put together, and not a part itself.</summary>
    public static bool CanCut(in MessageHeader header) =>
        header is { IsInput: false, FrameType: FrameType.Pixels or FrameType.DeltaPixels or FrameType.NeuralFrame }
        && (header.Flags & (MessageFlags.Part | MessageFlags.Compressed | MessageFlags.Encrypted)) == 0;

    /// <summary>Bytes that <see cref="Write"/> needs for a part of so many bytes of a message's body.</summary>
    public static int LengthOf(ReadOnlySpan<byte> message, int offset, int count)
    {
        (_, int ext, int body) = Split(message);
        return Overhead + count + (offset + count == body ? BlockOf(message, ext).Length : 0);
    }

    /// <summary>Bytes of a whole message's body, which is what is cut.</summary>
    public static int BodyLength(ReadOnlySpan<byte> message) => Split(message).Body;

    /// <summary>Writes the part with the <paramref name="count"/> bytes from <paramref name="offset"/> of a whole message's body.</summary>
    public static void Write(ReadOnlySpan<byte> message, int offset, int count, Span<byte> destination)
    {
        (MessageHeader header, int ext, int body) = Split(message);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + (long)count, body, nameof(count));
        if (count == body) throw new ArgumentException("A picture in one part is the message itself.", nameof(count));
        // What the block says of the picture is true when the picture can be shown: with the last part.
        bool last = offset + count == body;
        ReadOnlySpan<byte> block = last ? BlockOf(message, ext) : default;
        header = header with { Flags = (header.Flags & ~MessageFlags.Ext) | (last ? MessageFlags.None : MessageFlags.Part) };
        MessageWriter.WithLength(header, block, PartPrefix.Size + count).Write(destination);
        block.CopyTo(destination[MessageHeader.Size..]);
        destination = destination[(MessageHeader.Size + block.Length)..];
        new PartPrefix((uint)body, (uint)offset).Write(destination);
        message.Slice(MessageHeader.Size + ext + offset, count).CopyTo(destination[PartPrefix.Size..]);
    }

    // A last part always has a block, if an empty one: by its length alone it would be a picture of the wrong size.
    private static ReadOnlySpan<byte> BlockOf(ReadOnlySpan<byte> message, int ext) =>
        ext == 0 ? EmptyBlock : message.Slice(MessageHeader.Size, ext);

    private static (MessageHeader Header, int Ext, int Body) Split(ReadOnlySpan<byte> message)
    {
        if (!MessageHeader.TryRead(message, out MessageHeader header)
            || !ExtBlock.TrySplit(header, message[MessageHeader.Size..], out _, out ReadOnlySpan<byte> body))
        {
            throw new ArgumentException("These bytes are no message.", nameof(message));
        }

        return (header, message.Length - MessageHeader.Size - body.Length, body.Length);
    }
}
