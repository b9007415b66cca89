using System.Buffers;
using CsCheck;
using DreamStack.Streaming.Wire;
using Xunit;

namespace DreamStack.Tests.Wire;

public sealed class MessageReaderTests
{
    [Fact]
    public void A_message_cut_at_any_byte_waits_for_the_rest_and_moves_nothing()
    {
        byte[] message = Samples.Write(new MessageHeader(InputType.Text), "some text"u8);
        for (int cut = 0; cut < message.Length; cut++)
        {
            ReadOnlySpan<byte> span = message.AsSpan(0, cut);
            Assert.Equal(ReadStatus.NeedMore, MessageReader.TryRead(ref span, out MessageView _, out _));
            Assert.Equal(cut, span.Length);

            ReadOnlySequence<byte> sequence = new(message, 0, cut);
            Assert.Equal(ReadStatus.NeedMore, MessageReader.TryRead(ref sequence, out Message _, out _));
            Assert.Equal(cut, sequence.Length);
        }
    }

    [Fact]
    public void A_message_in_two_segments_cut_at_any_byte_is_read_whole()
    {
        byte[] message = Samples.Write(new MessageHeader(FrameType.SignalDiff) { Seq = 77 }, "{\"a\":1}"u8);
        for (int cut = 1; cut < message.Length; cut++)
        {
            ReadOnlySequence<byte> sequence = Segments.Cut(message, cut);
            Assert.Equal(ReadStatus.Done, MessageReader.TryRead(ref sequence, out Message read, out _));
            Assert.Equal(77, read.Header.Seq);
            Assert.Equal(message[MessageHeader.Size..], read.Payload.ToArray());
            Assert.True(sequence.IsEmpty);
        }
    }

    [Fact]
    public void Several_messages_come_out_in_order_whatever_the_segments()
    {
        Gen.Select(Samples.Message.Array[1, 8], Gen.Int[0, 900].Array[0, 12]).Sample((messages, cuts) =>
        {
            byte[] all = [.. messages.SelectMany(message => message)];
            ReadOnlySpan<byte> span = all;
            ReadOnlySequence<byte> sequence = Segments.Cut(all, cuts);
            foreach (byte[] message in messages)
            {
                Assert.Equal(ReadStatus.Done, MessageReader.TryRead(ref span, out MessageView view, out _));
                Assert.Equal(message, view.Bytes.ToArray());
                Assert.Equal(ReadStatus.Done, MessageReader.TryRead(ref sequence, out Message read, out _));
                Assert.Equal(view.Header, read.Header);
                Assert.Equal(view.Payload.ToArray(), read.Payload.ToArray());
            }

            Assert.True(span.IsEmpty);
            Assert.True(sequence.IsEmpty);
        });
    }

    [Fact]
    public void A_length_over_the_limit_is_refused_at_the_header_before_its_payload_is_there()
    {
        byte[] header = new byte[MessageHeader.Size];
        new MessageHeader(FrameType.Control) { PayloadLength = WireLimits.MaxControlLength + 1 }.Write(header);
        ReadOnlySpan<byte> span = header;
        Assert.Equal(ReadStatus.Invalid, MessageReader.TryRead(ref span, out MessageView _, out WireError error));
        Assert.Equal(WireError.PayloadTooLarge, error);
        ReadOnlySequence<byte> sequence = Segments.Cut(header, 5);
        Assert.Equal(ReadStatus.Invalid, MessageReader.TryRead(ref sequence, out Message _, out error));
        Assert.Equal(WireError.PayloadTooLarge, error);
    }

    [Fact]
    public void Any_bytes_at_all_are_read_without_an_exception()
    {
        Gen.Byte.Array[0, 200].Sample(bytes =>
        {
            ReadOnlySpan<byte> span = bytes;
            ReadStatus status;
            do
            {
                int before = span.Length;
                status = MessageReader.TryRead(ref span, out MessageView message, out WireError error);
                Assert.Equal(status == ReadStatus.Invalid, error != WireError.None);
                if (status == ReadStatus.Done) Assert.Equal(before - span.Length, message.Bytes.Length);
                else Assert.Equal(before, span.Length);
            }
            while (status == ReadStatus.Done);
        });
    }

    [Fact]
    public void Every_error_is_explained_in_a_sentence_that_fits_a_close_frame()
    {
        MessageHeader widest = new((FrameType)0xEE) { Width = 65535, Height = 65535, PayloadLength = uint.MaxValue };
        foreach (WireError error in Enum.GetValues<WireError>())
        {
            string sentence = error.Explain(widest);
            Assert.InRange(sentence.Length, 10, 123);
            Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        }
    }
}
