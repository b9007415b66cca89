using CsCheck;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Frames;
using Xunit;

namespace DreamStack.Tests.Wire.Frames;

public sealed class FrameTests
{
    [Fact]
    public void Haptic_comes_back_and_nothing_else_is_one()
    {
        Gen.Select(Gen.UShort, Gen.Byte).Sample((duration, strength) =>
        {
            byte[] body = new byte[HapticFrame.Size];
            new HapticFrame(duration, strength).Write(body);
            Assert.True(HapticFrame.TryRead(body, out HapticFrame frame));
            Assert.Equal(new HapticFrame(duration, strength), frame);
        });
        Assert.False(HapticFrame.TryRead(new byte[2], out _));
        Assert.False(HapticFrame.TryRead(new byte[4], out _));
    }

    [Fact]
    public void Ping_is_a_question_or_an_answer()
    {
        Gen.Select(Gen.ULong, Gen.ULong).Sample((sender, answerer) =>
        {
            foreach (PingFrame ping in new[] { new PingFrame(sender), new PingFrame(sender, answerer) })
            {
                byte[] body = new byte[ping.Size];
                ping.Write(body);
                Assert.True(PingFrame.TryRead(body, out PingFrame frame));
                Assert.Equal(ping, frame);
            }
        });
        for (int length = 0; length < 20; length++) Assert.Equal(length is 8 or 16, PingFrame.TryRead(new byte[length], out _));
    }

    [Fact]
    public void End_comes_back_with_any_text()
    {
        Gen.Select(Gen.Enum<EndReason>(), Gen.Char['\u0020', '\uD7FF'].Array[0, 50]).Sample((reason, letters) =>
        {
            EndFrame end = new(reason, new string(letters));
            byte[] body = new byte[end.Size];
            end.Write(body);
            Assert.True(EndFrame.TryRead(body, out EndFrame frame));
            Assert.Equal(end, frame);
        });
        Assert.False(EndFrame.TryRead(default, out _));
    }

    [Fact]
    public void End_with_bytes_that_are_no_text_is_still_read()
    {
        Assert.True(EndFrame.TryRead([2, 0xFF, 0xC0], out EndFrame frame));
        Assert.Equal(EndReason.Restarting, frame.Reason);
        Assert.Contains('\uFFFD', frame.Text);
    }

    [Fact]
    public void Delta_prefix_comes_back_and_keeps_what_follows()
    {
        Gen.Select(Gen.Enum<DeltaOp>(), Gen.UShort, Gen.Byte.Array[0, 20]).Sample((op, seq, coded) =>
        {
            byte[] body = [0, 0, 0, 0, .. coded];
            new DeltaPrefix(op, seq).Write(body);
            Assert.True(DeltaPrefix.TryRead(body, out DeltaPrefix prefix, out ReadOnlySpan<byte> rest));
            Assert.Equal(new DeltaPrefix(op, seq), prefix);
            Assert.Equal(coded, rest.ToArray());
        });
        Assert.False(DeltaPrefix.TryRead([2, 0, 0, 0], out _, out _));
        Assert.False(DeltaPrefix.TryRead([0, 1, 0, 0], out _, out _));
        Assert.False(DeltaPrefix.TryRead([0, 0, 0], out _, out _));
    }

    [Fact]
    public void Compressed_prefix_comes_back_within_its_limit()
    {
        Gen.Select(Gen.Byte, Gen.Byte, Gen.Int[0, WireLimits.MaxPayloadLength]).Sample((type, flags, length) =>
        {
            byte[] body = new byte[CompressedPrefix.Size + 3];
            CompressedPrefix written = new(type, (MessageFlags)flags, length);
            written.Write(body);
            Assert.True(CompressedPrefix.TryRead(body, out CompressedPrefix prefix, out ReadOnlySpan<byte> coded));
            Assert.Equal(written, prefix);
            Assert.Equal(3, coded.Length);
        });
        Assert.False(CompressedPrefix.TryRead(new byte[7], out _, out _));
        Assert.False(CompressedPrefix.TryRead([1, 0, 1, 0, 0, 0, 0, 0], out _, out _));
        Assert.False(CompressedPrefix.TryRead([1, 0, 0, 0, 1, 0, 0, 4], out _, out _));
    }

    [Fact]
    public void A_table_is_read_record_by_record()
    {
        byte[] body = [4, 0, 1, 0, 10, 11, 0xFF, 0x01, 20, 21];

        Assert.True(SignalTableFrame.TryRead(body, out SignalTableFrame table));

        Assert.Equal((4, 2), (table.Stride, table.Count));
        Assert.Equal((1, 0x1FF), (table.KeyOf(0), table.KeyOf(1)));
        Assert.Equal([0xFF, 0x01, 20, 21], table[1].ToArray());
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 4 })]
    [InlineData(new byte[] { 1, 0, 1 })]
    [InlineData(new byte[] { 0, 0 })]
    [InlineData(new byte[] { 4, 0, 1, 0, 10 })]
    public void A_table_that_does_not_come_out_even_is_refused(byte[] body) =>
        Assert.False(SignalTableFrame.TryRead(body, out _));
}
