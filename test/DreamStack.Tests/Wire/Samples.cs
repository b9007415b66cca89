using System.Buffers;
using CsCheck;
using DreamStack.Streaming.Wire;

namespace DreamStack.Tests.Wire;

/// <summary>Headers and messages that keep the protocol.</summary>
internal static class Samples
{
    private static readonly MessageHeader[] Kinds =
    [
        new(FrameType.SignalDiff), new(FrameType.AudioPcm), new(FrameType.Control),
        new(InputType.Text), new(InputType.Pointer), new((FrameType)0x77),
    ];

    public static readonly Gen<MessageHeader> AnyHeader =
        Gen.Select(Gen.Byte, Gen.Byte, Gen.UShort, Gen.UInt, Gen.UShort, Gen.UShort, Gen.UInt).Select(
            (type, flags, seq, timestamp, width, height, length) => new MessageHeader
            {
                Type = type,
                Flags = (MessageFlags)flags,
                Seq = seq,
                Timestamp = timestamp,
                Width = width,
                Height = height,
                PayloadLength = length,
            });

    /// <summary>Whole messages of several types with payloads up to a hundred bytes.</summary>
    public static readonly Gen<byte[]> Message = Gen.Select(
        Gen.Int[0, Kinds.Length - 1].Select(i => Kinds[i]),
        Gen.UShort, Gen.UInt, Gen.Byte.Array[0, 100]).Select((header, seq, timestamp, payload) =>
    {
        ArrayBufferWriter<byte> output = new();
        MessageWriter.Write(output, header with { Seq = seq, Timestamp = timestamp }, payload);
        return output.WrittenSpan.ToArray();
    });

    public static byte[] Write(MessageHeader header, ReadOnlySpan<byte> payload = default)
    {
        ArrayBufferWriter<byte> output = new();
        MessageWriter.Write(output, header, payload);
        return output.WrittenSpan.ToArray();
    }
}
