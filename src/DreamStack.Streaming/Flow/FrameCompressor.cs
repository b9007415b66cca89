using System.Buffers;
using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Streaming.Flow;

/// <summary>Run-length codes a frame into a Compressed one where that is smaller, and leaves it as it is where not. Not thread-safe.</summary>
/// <remarks>
/// Use: pass every outgoing frame through <see cref="Write"/>; a receiver undoes it with <see cref="MessageExpander"/>. seq,
/// timestamp, size and EXT block stay outside, so relays route and order the message as before. The counts say what it
/// saved. Steady state allocates nothing.
/// </remarks>
public sealed class FrameCompressor
{
    private const MessageFlags InnerFlags = MessageFlags.Keyframe | MessageFlags.ClassPerishable;

    private byte[] _scratch = [];

    /// <summary>Messages that went out smaller.</summary>
    public long Compressed { get; private set; }

    /// <summary>Messages that stayed as they were.</summary>
    public long Untouched { get; private set; }

    /// <summary>Bytes the smaller ones saved.</summary>
    public long BytesSaved { get; private set; }

    /// <summary>
    /// Writes the message whose payload after the EXT block is <paramref name="body"/>, in the smaller of its two forms;
    /// true when that is the Compressed one. <paramref name="ext"/> is the EXT block, empty for none.
    /// </summary>
    public bool Write(
        MessageHeader header, scoped ReadOnlySpan<byte> ext, scoped ReadOnlySpan<byte> body, IBufferWriter<byte> output)
    {
        header = header with { Flags = header.Flags & ~MessageFlags.Ext };
        if (CanCompress(header) && body.Length > CompressedPrefix.Size)
        {
            int room = CompressedPrefix.Size + RunLength.MaxEncodedLength(body.Length);
            if (_scratch.Length < room) _scratch = GC.AllocateUninitializedArray<byte>(room);
            int length = CompressedPrefix.Size + RunLength.Encode(body, _scratch.AsSpan(CompressedPrefix.Size));
            if (length < body.Length)
            {
                WriteCoded(header, ext, body.Length, _scratch.AsSpan(0, length), output);
                Compressed++;
                BytesSaved += body.Length - length;
                return true;
            }
        }

        MessageWriter.Write(output, header, ext, body);
        Untouched++;
        return false;
    }

    /// <summary>As the other form, from a whole message; false with nothing written when its EXT block is broken.</summary>
    public bool TryWrite(in MessageView message, IBufferWriter<byte> output)
    {
        if (!ExtBlock.TrySplit(message.Header, message.Payload, out ExtBlock ext, out ReadOnlySpan<byte> body)) return false;
        Write(message.Header, message.Payload[..(message.Payload.Length - body.Length)], body, output);
        return true;
    }

    /// <summary>A frame that the form admits: no input, not compressed or encrypted already, no part of a picture.</summary>
    public static bool CanCompress(in MessageHeader header) =>
        !header.IsInput && header.FrameType != FrameType.Compressed
        && (header.Flags & ~(InnerFlags | MessageFlags.Ext)) == 0;

    // The prefix's place at the front of `coded` is filled here.
    internal static void WriteCoded(
        MessageHeader inner, scoped ReadOnlySpan<byte> ext, int rawLength, scoped Span<byte> coded, IBufferWriter<byte> output)
    {
        new CompressedPrefix(inner.Type, inner.Flags & InnerFlags, rawLength).Write(coded);
        // The class stays readable outside; KEYFRAME does too, so that a gate need not look inside.
        MessageWriter.Write(output, inner with { Type = (byte)FrameType.Compressed }, ext, coded);
    }
}
