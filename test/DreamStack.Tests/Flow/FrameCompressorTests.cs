using System.Buffers;
using CsCheck;
using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using Xunit;

namespace DreamStack.Tests.Flow;

public sealed class FrameCompressorTests
{
    private readonly ArrayBufferWriter<byte> _output = new(1 << 16);

    [Fact]
    public void Whatever_goes_in_comes_out_of_the_expander_and_is_never_longer() =>
        Gen.Select(Gen.Int[0, 3000], Gen.Int[1, 400], Gen.Bool, Gen.Bool, Gen.Int).Sample((length, run, keyframe, withExt, seed) =>
        {
            FrameCompressor compressor = new();
            byte[] body = Runs(length, run, seed);
            byte[] ext = withExt ? [4, 0, 1, 2, 3, 4] : [];
            MessageHeader header = new(FrameType.SignalTable, keyframe ? MessageFlags.Keyframe : MessageFlags.None)
            {
                Seq = 7,
                Timestamp = 9,
            };
            ArrayBufferWriter<byte> output = new();
            bool smaller = compressor.Write(header, ext, body, output);
            Assert.InRange(output.WrittenCount, 16, 16 + ext.Length + body.Length);
            Assert.Equal(16 + ext.Length + body.Length - output.WrittenCount, compressor.BytesSaved);
            Assert.Equal((smaller ? 1L : 0, smaller ? 0L : 1), (compressor.Compressed, compressor.Untouched));

            ReadOnlySpan<byte> bytes = output.WrittenSpan;
            Assert.Equal(ReadStatus.Done, MessageReader.TryRead(ref bytes, out MessageView message, out _));
            Assert.True(ExtBlock.TrySplit(message.Header, message.Payload, out ExtBlock block, out ReadOnlySpan<byte> coded));
            Assert.Equal(ext.Length, block.Length);
            Assert.Equal(ReadStatus.Done, new MessageExpander().TryExpand(message.Header, coded, out MessageHeader inner, out ReadOnlySpan<byte> back));
            Assert.True(back.SequenceEqual(body));
            Assert.Equal((header.Type, header.Flags, header.Seq, header.Timestamp), (inner.Type, inner.Flags, inner.Seq, inner.Timestamp));
        }, threads: 1);

    [Theory]
    [InlineData(MessageFlags.Compressed)]
    [InlineData(MessageFlags.Encrypted)]
    [InlineData(MessageFlags.Part)]
    public void What_the_form_does_not_admit_stays_as_it_is(MessageFlags flags)
    {
        FrameCompressor compressor = new();
        MessageHeader header = new(FrameType.SignalSync, flags);
        Assert.False(compressor.Write(header, default, new byte[1000], _output));
        Assert.Equal(1016, _output.WrittenCount);
        Assert.False(FrameCompressor.CanCompress(new MessageHeader(InputType.Text)));
        Assert.False(FrameCompressor.CanCompress(new MessageHeader(FrameType.Compressed)));
    }

    [Fact]
    public void A_whole_message_keeps_its_ext_block_and_a_broken_one_is_refused()
    {
        MessageWriter.Write(_output, new MessageHeader(FrameType.SignalSync, MessageFlags.Keyframe), [4, 0, 1, 2, 3, 4], new byte[500]);
        ReadOnlySpan<byte> bytes = _output.WrittenSpan;
        MessageReader.TryRead(ref bytes, out MessageView message, out _);
        ArrayBufferWriter<byte> written = new();
        Assert.True(new FrameCompressor().TryWrite(message, written));
        Assert.InRange(written.WrittenCount, 30, 60);
        Assert.Equal([4, 0, 1, 2, 3, 4], written.WrittenSpan.Slice(16, 6).ToArray());

        MessageView broken = new(new MessageHeader(FrameType.SignalSync, MessageFlags.Ext) { PayloadLength = 2 }, new byte[17]);
        Assert.False(new FrameCompressor().TryWrite(broken, written));
    }

    [Fact]
    public void Warm_it_allocates_nothing()
    {
        FrameCompressor compressor = new();
        byte[] body = Runs(2000, 50, 1);
        Allocations.AreNone(() =>
        {
            _output.ResetWrittenCount();
            compressor.Write(new MessageHeader(FrameType.SignalSync), default, body, _output);
        });
    }

    private static byte[] Runs(int length, int run, int seed)
    {
        Random random = new(seed);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = i % run == 0 ? (byte)random.Next(256) : bytes[i - 1];
        return bytes;
    }
}
