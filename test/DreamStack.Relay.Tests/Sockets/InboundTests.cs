using DreamStack.Relay.Sockets;
using DreamStack.Relay.Framing;
using DreamStack.Relay.Tests.Framing;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests.Sockets;

public class InboundTests
{
    [Fact]
    public void Every_cut_of_several_messages_gives_the_same_messages()
    {
        byte[][] messages =
        [
            Message(FrameType.Haptic, 3), Message(FrameType.SignalDiff, 70), Message(FrameType.End, 1), Message(FrameType.Ping, 8),
        ];
        byte[] stream = [.. messages.SelectMany(message => Framed(message))];
        for (int cut = 0; cut <= stream.Length; cut++)
        {
            using Inbound inbound = new(inputs: false);
            List<byte[]> read = [];
            Feed(inbound, stream.AsSpan(0, cut), read, share: cut % 2 == 0);
            Feed(inbound, stream.AsSpan(cut), read, share: cut % 2 == 0);
            Assert.Equal(messages, read);
            Assert.Equal(0, inbound.Capacity);
        }
    }

    [Fact]
    public void A_message_byte_by_byte_between_large_ones_survives()
    {
        byte[][] messages = [Message(FrameType.CompressedPixels, 100_000), Message(FrameType.Haptic, 3), Message(FrameType.CompressedPixels, 40_000)];
        using Inbound inbound = new(inputs: false);
        List<byte[]> read = [];
        foreach (byte[] message in messages)
        {
            byte[] framed = Framed(message);
            for (int at = 0; at < framed.Length; at += 997) Feed(inbound, framed.AsSpan(at, Math.Min(997, framed.Length - at)), read, share: true);
        }

        Assert.Equal(messages, read);
    }

    [Fact]
    public void Memory_follows_the_bytes_that_came_and_not_the_ones_announced()
    {
        using Inbound inbound = new(inputs: false);
        byte[] whole = new byte[50 * 50_000];
        new MessageHeader(FrameType.CompressedPixels) { Width = 9, Height = 9, PayloadLength = WireLimits.MaxPayloadLength }.Write(whole);
        byte[] framed = Framed(whole);
        List<byte[]> read = [];
        int came = MessageHeader.Size + FrameHeader.MaxClientSize;
        Feed(inbound, framed.AsSpan(0, came), read, share: true);
        for (int i = 0; i < 40; i++)
        {
            Feed(inbound, framed.AsSpan(came, 50_000), read, share: true);
            came += 50_000;
            // The pool hands out powers of two.
            Assert.InRange(inbound.Capacity, came - FrameHeader.MaxClientSize, Math.Max(4 * came, 256 * 1024));
        }

        Assert.Empty(read);
    }

    [Fact]
    public void A_large_message_is_handed_on_without_a_copy_of_its_own()
    {
        using Inbound inbound = new(inputs: false);
        byte[] message = Message(FrameType.CompressedPixels, 200_000);
        List<byte[]> read = [];
        for (int i = 0; i < 3; i++)
        {
            long before = SharedBuffer.Outstanding;
            Feed(inbound, Framed(message), read, share: true);
            Assert.Equal(before, SharedBuffer.Outstanding);
            Assert.Equal(0, inbound.Capacity);
        }

        Assert.Equal(3, read.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_message_of_the_other_direction_is_refused_by_its_header_alone(bool inputs)
    {
        using Inbound inbound = new(inputs);
        MessageHeader header = inputs ? new MessageHeader(FrameType.Haptic) : new MessageHeader(InputType.Scroll);
        byte[] bytes = new byte[MessageHeader.Size];
        (header with { PayloadLength = 4 }).Write(bytes);
        byte[] framed = Framed(bytes);
        framed.CopyTo(inbound.Free());
        inbound.Advance(framed.Length);
        Assert.Equal(InboundStep.Malformed, inbound.Next(out _, out _, out _, out WireError error));
        Assert.Equal(WireError.WrongDirection, error);
    }

    private static byte[] Message(FrameType type, int length)
    {
        byte[] body = new byte[length];
        for (int i = 0; i < length; i++) body[i] = (byte)(i * 7);
        return TestPeer.Message(new MessageHeader(type) { Width = 9, Height = 9 }, body);
    }

    private static byte[] Framed(ReadOnlySpan<byte> message) => ClientFrame.Make(0x82, message);

    private static void Feed(Inbound inbound, ReadOnlySpan<byte> bytes, List<byte[]> read, bool share)
    {
        while (bytes.Length > 0)
        {
            Memory<byte> free = inbound.Free();
            Assert.False(free.IsEmpty);
            int part = Math.Min(bytes.Length, free.Length);
            bytes[..part].CopyTo(free.Span);
            inbound.Advance(part);
            bytes = bytes[part..];
            while (inbound.Next(out MessageView message, out _, out _, out _) == InboundStep.Message)
            {
                int length = (int)message.Header.MessageLength;
                inbound.Expect(length);
                read.Add(message.Bytes.ToArray());
                if (share) inbound.TakeShared(length).Release();
                inbound.Settle();
            }
        }
    }
}
