using DreamStack.Relay.Framing;
using DreamStack.Relay.Sockets;
using DreamStack.Relay.Tests.Framing;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests.Sockets;

public class InboundPropertyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void However_messages_are_framed_and_cut_the_same_come_out_and_control_frames_between_them(int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < 60; round++)
        {
            List<byte[]> messages = [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => Message(random))];
            List<byte> wire = [];
            int pings = 0;
            // One or several messages in one WebSocket message, in one or several frames.
            for (int at = 0; at < messages.Count;)
            {
                int count = random.Next(1, messages.Count - at + 1);
                pings += Frame(random, [.. messages.Skip(at).Take(count).SelectMany(bytes => bytes)], wire);
                at += count;
            }

            using Inbound inbound = new(inputs: false);
            List<byte[]> read = [];
            int seen = Feed(inbound, [.. wire], random, read);
            Assert.Equal(messages, read);
            Assert.Equal(pings, seen);
            Assert.Equal(0, inbound.Capacity);
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Bytes_that_mean_nothing_are_refused_or_waited_for_and_take_bounded_memory(int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < 500; round++)
        {
            using Inbound inbound = new(inputs: round % 2 == 0);
            byte[] noise = new byte[random.Next(1, 3000)];
            random.NextBytes(noise);
            // Some get past the frame's header, some past the message's.
            if (round % 3 != 0) noise = ClientFrame.Make(0x82, noise, (uint)random.Next());
            bool refused = false;
            for (int at = 0; at < noise.Length && !refused;)
            {
                int part = Math.Min(random.Next(1, 500), noise.Length - at);
                Memory<byte> free = inbound.Free();
                part = Math.Min(part, free.Length);
                noise.AsSpan(at, part).CopyTo(free.Span);
                inbound.Advance(part);
                at += part;
                for (InboundStep step = Next(inbound); step != InboundStep.NeedMore && !refused; step = Next(inbound))
                {
                    refused = step is InboundStep.BadFrame or InboundStep.Malformed;
                }
            }

            Assert.InRange(inbound.Capacity, 0, 256 * 1024);
        }
    }

    private static InboundStep Next(Inbound inbound)
    {
        InboundStep step = inbound.Next(out MessageView message, out _, out _, out _);
        if (step == InboundStep.Message)
        {
            inbound.Expect((int)message.Header.MessageLength);
            inbound.Settle();
        }

        return step;
    }

    private static byte[] Message(Random random)
    {
        byte[] body = new byte[random.Next(4) == 0 ? random.Next(100_000) : random.Next(300)];
        random.NextBytes(body);
        return TestPeer.Message(new MessageHeader(FrameType.CompressedPixels) { Width = 9, Height = 9 }, body);
    }

    private static int Frame(Random random, byte[] payload, List<byte> wire)
    {
        int pings = 0;
        int frames = random.Next(1, 5);
        for (int i = 0, at = 0; i < frames; i++)
        {
            bool last = i == frames - 1;
            int length = last ? payload.Length - at : random.Next(payload.Length - at + 1);
            wire.AddRange(ClientFrame.Make((byte)((i == 0 ? 2 : 0) | (last ? 0x80 : 0)), payload.AsSpan(at, length), (uint)random.Next()));
            at += length;
            if (random.Next(3) > 0) continue;
            wire.AddRange(ClientFrame.Make(0x89, new byte[random.Next(126)], (uint)random.Next()));
            pings++;
        }

        return pings;
    }

    private static int Feed(Inbound inbound, byte[] wire, Random random, List<byte[]> read)
    {
        int pings = 0;
        for (int at = 0; at < wire.Length;)
        {
            Memory<byte> free = inbound.Free();
            Assert.False(free.IsEmpty);
            int part = Math.Min(Math.Min(free.Length, wire.Length - at), random.Next(4) == 0 ? random.Next(1, 20) : random.Next(1, 50_000));
            wire.AsSpan(at, part).CopyTo(free.Span);
            inbound.Advance(part);
            at += part;
            while (true)
            {
                InboundStep step = inbound.Next(out MessageView message, out Opcode control, out _, out _);
                if (step == InboundStep.NeedMore) break;
                if (step == InboundStep.Control)
                {
                    Assert.Equal(Opcode.Ping, control);
                    pings++;
                    continue;
                }

                Assert.Equal(InboundStep.Message, step);
                int length = (int)message.Header.MessageLength;
                inbound.Expect(length);
                read.Add(message.Bytes.ToArray());
                if (random.Next(2) == 0) inbound.TakeShared(length).Release();
                inbound.Settle();
            }
        }

        return pings;
    }
}
