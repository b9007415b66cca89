using System.Buffers.Binary;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Streaming.Codec;

/// <summary>Undoes a Compressed frame and the COMPRESSED flag; what comes out lives until the next call. Not thread-safe.</summary>
public sealed class MessageExpander
{
    private const int FlagPrefixSize = 1 + sizeof(uint);
    private const MessageFlags InnerFlags = MessageFlags.Input | MessageFlags.Keyframe | MessageFlags.ClassPerishable;

    private byte[] _scratch = [];

    /// <summary>
    /// Gives the message inside, or the message itself when nothing is compressed; Invalid for bytes that do not expand
    /// to what they announce. <paramref name="body"/> is the payload after the EXT block.
    /// </summary>
    public ReadStatus TryExpand(
        scoped in MessageHeader header, ReadOnlySpan<byte> body, out MessageHeader innerHeader, out ReadOnlySpan<byte> innerBody)
    {
        innerHeader = header with { Flags = header.Flags & ~MessageFlags.Ext, PayloadLength = (uint)body.Length };
        innerBody = body;
        if (!header.IsInput && header.FrameType == FrameType.Compressed)
        {
            if (!CompressedPrefix.TryRead(body, out CompressedPrefix prefix, out ReadOnlySpan<byte> coded)
                || prefix.Type == (byte)FrameType.Compressed || (prefix.Flags & ~InnerFlags) != 0)
            {
                return ReadStatus.Invalid;
            }

            innerHeader = innerHeader with
            {
                Type = prefix.Type,
                Flags = prefix.Flags & ~MessageFlags.Input,
                PayloadLength = (uint)prefix.RawLength,
            };
            return Expand(innerHeader, coded, ref innerBody);
        }

        if ((header.Flags & MessageFlags.Compressed) == 0 || HasOwnCompressedForm(header)) return ReadStatus.Done;
        if (body.Length < FlagPrefixSize || body[0] != (byte)CompressionAlgorithm.RunLength) return ReadStatus.Invalid;
        innerHeader = innerHeader with
        {
            Flags = innerHeader.Flags & ~MessageFlags.Compressed,
            PayloadLength = BinaryPrimitives.ReadUInt32LittleEndian(body[1..]),
        };
        return Expand(innerHeader, body[FlagPrefixSize..], ref innerBody);
    }

    // The header is checked first: its type's limit bounds the memory that a few coded bytes can ask for.
    private ReadStatus Expand(in MessageHeader inner, ReadOnlySpan<byte> coded, ref ReadOnlySpan<byte> body)
    {
        if (inner.Check() != WireError.None) return ReadStatus.Invalid;
        int length = (int)inner.PayloadLength;
        if (_scratch.Length < length) _scratch = GC.AllocateUninitializedArray<byte>(length);
        Span<byte> raw = _scratch.AsSpan(0, length);
        if (!RunLength.TryDecode(coded, raw)) return ReadStatus.Invalid;
        body = raw;
        return ReadStatus.Done;
    }

    private static bool HasOwnCompressedForm(in MessageHeader header) => header.IsInput
        ? header.InputType == InputType.VoiceInput
        : header.IsPicture || header.FrameType is FrameType.AudioPcm or FrameType.AudioCompressed or FrameType.NeuralAudio;
}
