using CsCheck;
using DreamStack.Client.Connections;
using DreamStack.Streaming.Wire;
using DreamStack.Tests.Wire;
using Xunit;

namespace DreamStack.Tests.Client.Connections;

public sealed class MessageFeedTests
{
    [Fact]
    public void Messages_come_whole_and_in_order_however_their_bytes_arrive()
    {
        Gen.Select(Gen.UShort.Array[1, 10], Gen.Int[1, 300].Array[1, 60]).Sample((seqs, steps) =>
        {
            byte[] bytes = [.. seqs.SelectMany(seq => Frame(seq, seq % 90))];
            Collector collector = new();
            using MessageFeed feed = new(expectInputs: false);
            int at = 0;
            for (int i = 0; at < bytes.Length; i++)
            {
                int step = Math.Min(steps[i % steps.Length], bytes.Length - at);
                bytes.AsSpan(at, step).CopyTo(feed.Free.Span);
                at += step;
                Assert.Equal(WireError.None, feed.Advance(step, at == bytes.Length, collector, out _));
            }

            Assert.Equal(seqs, collector.Seqs);
        });
    }

    [Fact]
    public void A_message_larger_than_the_first_buffer_is_collected()
    {
        byte[] bytes = Frame(7, 700_000);
        Collector collector = new();
        using MessageFeed feed = new(expectInputs: false);
        for (int at = 0; at < bytes.Length;)
        {
            int step = Math.Min(feed.Free.Length, bytes.Length - at);
            bytes.AsSpan(at, step).CopyTo(feed.Free.Span);
            at += step;
            Assert.Equal(WireError.None, feed.Advance(step, at == bytes.Length, collector, out _));
        }

        Assert.Equal([(ushort)7], collector.Seqs);
    }

    [Fact]
    public void A_message_that_ends_in_its_middle_is_an_error() =>
        Assert.Equal(WireError.Truncated, Feed(expectInputs: false, Frame(1, 10).AsSpan(0, 20)));

    [Fact]
    public void A_message_for_the_other_side_is_an_error_but_an_end_reaches_a_source()
    {
        Assert.Equal(WireError.WrongDirection, Feed(expectInputs: true, Frame(1, 10)));
        Assert.Equal(WireError.WrongDirection, Feed(expectInputs: false, Samples.Write(new MessageHeader(InputType.KeyframeRequest))));
        Assert.Equal(WireError.None, Feed(expectInputs: true, Samples.Write(new MessageHeader(FrameType.End), [3])));
    }

    [Fact]
    public void A_length_over_the_limit_is_an_error_at_once() =>
        Assert.Equal(WireError.PayloadTooLarge, Feed(expectInputs: false, Frame(1, 10), FrameType.Haptic, 5000));

    private static WireError Feed(bool expectInputs, ReadOnlySpan<byte> bytes)
    {
        using MessageFeed feed = new(expectInputs);
        bytes.CopyTo(feed.Free.Span);
        return feed.Advance(bytes.Length, endOfMessage: true, new Collector(), out _);
    }

    private static WireError Feed(bool expectInputs, byte[] bytes, FrameType type, uint length)
    {
        new MessageHeader(type) { PayloadLength = length }.Write(bytes);
        return Feed(expectInputs, bytes.AsSpan(0, MessageHeader.Size));
    }

    private static byte[] Frame(ushort seq, int length) =>
        Samples.Write(new MessageHeader((FrameType)0x77) { Seq = seq }, new byte[length]);

    private sealed class Collector : IMessageSink
    {
        public List<ushort> Seqs { get; } = [];

        public WireError Receive(in MessageView message)
        {
            Seqs.Add(message.Header.Seq);
            return WireError.None;
        }
    }
}
