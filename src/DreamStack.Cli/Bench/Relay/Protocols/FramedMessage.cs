using System.Buffers.Binary;

namespace DreamStack.Cli.Bench.Relay.Protocols;

/// <summary>A message in the frame of a protocol, to be sent over and over with another number each time.</summary>
/// <param name="Bytes">The frame.</param>
/// <param name="MessageAt">Where the message begins in it.</param>
/// <param name="Mask">Four bytes that the message is masked with; zero where the protocol has no mask.</param>
internal sealed record FramedMessage(byte[] Bytes, int MessageAt, uint Mask)
{
    private const int SeqOffset = 2;
    private const int SerialOffset = LoadMessage.SerialOffset;
    private const int SerialDigits = LoadMessage.SerialDigits;

    /// <summary>Numbers one frame: its seq, and digits in its payload, so that no two messages are the same.</summary>
    public void Number(Span<byte> frame, long number)
    {
        Span<byte> message = frame[MessageAt..];
        BinaryPrimitives.WriteUInt16LittleEndian(message[SeqOffset..], (ushort)((ushort)number ^ (Mask >> 16)));
        for (int i = SerialDigits - 1; i >= 0; i--)
        {
            int at = SerialOffset + i;
            message[at] = (byte)(('0' + (number % 10)) ^ (Mask >> (8 * (at & 3))));
            number /= 10;
        }
    }
}
