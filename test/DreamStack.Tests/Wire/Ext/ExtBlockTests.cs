using CsCheck;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using Xunit;

namespace DreamStack.Tests.Wire.Ext;

public sealed class ExtBlockTests
{
    private static readonly MessageHeader WithExt = new(FrameType.SignalDiff, MessageFlags.Ext);

    [Fact]
    public void Entries_come_back_in_order_and_the_body_after_them()
    {
        Gen.Select(Gen.Select(Gen.Byte, Gen.Byte.Array[0, 40]).Array[1, 8], Gen.Byte.Array[0, 30]).Sample((entries, body) =>
        {
            ExtWriter writer = new(new byte[1024]);
            foreach ((byte tag, byte[] value) in entries) writer.Add((ExtTag)tag, value);
            byte[] payload = [.. writer.Block, .. body];

            Assert.True(ExtBlock.TrySplit(WithExt, payload, out ExtBlock ext, out ReadOnlySpan<byte> rest));
            Assert.Equal(body, rest.ToArray());
            Assert.Equal(writer.Block.Length, ext.Length);
            int at = 0;
            foreach (ExtEntry entry in ext)
            {
                Assert.Equal(entries[at].Item1, (byte)entry.Tag);
                Assert.Equal(entries[at].Item2, entry.Value.ToArray());
                Assert.Equal(entries[at].Item1 >= 0x80, entry.IsCritical);
                at++;
            }

            Assert.Equal(entries.Length, at);
        });
    }

    [Fact]
    public void Without_the_flag_the_payload_is_the_body()
    {
        byte[] payload = [9, 0, 1];
        Assert.True(ExtBlock.TrySplit(new MessageHeader(FrameType.SignalDiff), payload, out ExtBlock ext, out ReadOnlySpan<byte> body));
        Assert.Equal(0, ext.Length);
        Assert.Equal(payload, body.ToArray());
    }

    [Fact]
    public void A_block_cut_at_any_byte_is_refused()
    {
        ExtWriter writer = new(new byte[64]);
        writer.Add(ExtTag.InputId, 1u);
        writer.AddCausedBy(2, 3);
        byte[] block = writer.Block.ToArray();
        for (int cut = 0; cut < block.Length; cut++)
        {
            Assert.False(ExtBlock.TrySplit(WithExt, block.AsSpan(0, cut), out _, out _));
        }

        Assert.True(ExtBlock.TrySplit(WithExt, block, out ExtBlock ext, out _));
        Assert.True(ext.TryFind(ExtTag.CausedBy, out ExtEntry entry));
        Assert.True(entry.TryReadCausedBy(out uint viewer, out uint input));
        Assert.Equal((2u, 3u), (viewer, input));
        Assert.False(ext.TryFind(ExtTag.Layer, out _));
    }

    [Fact]
    public void A_block_over_the_limit_is_refused()
    {
        byte[] payload = new byte[WireLimits.MaxExtLength + 3];
        payload[0] = (WireLimits.MaxExtLength + 1) & 0xFF;
        payload[1] = (WireLimits.MaxExtLength + 1) >> 8;
        Assert.False(ExtBlock.TrySplit(WithExt, payload, out _, out _));
    }

    [Fact]
    public void Any_bytes_are_split_or_refused_but_never_read_past_their_end()
    {
        Gen.Byte[0, 24].Array[0, 80].Sample(payload =>
        {
            if (!ExtBlock.TrySplit(WithExt, payload, out ExtBlock ext, out ReadOnlySpan<byte> body)) return;
            int entries = 0;
            foreach (ExtEntry entry in ext) entries += 2 + entry.Value.Length;
            Assert.Equal(payload.Length, 2 + entries + body.Length);
            Assert.Equal(entries, payload[0] | (payload[1] << 8));
        });
    }

    [Fact]
    public void A_value_of_another_length_is_no_number()
    {
        Assert.False(new ExtEntry(ExtTag.InputId, new byte[5]).TryReadUInt32(out _));
        Assert.False(new ExtEntry(ExtTag.InputId, new byte[3]).TryReadUInt32(out _));
        Assert.False(new ExtEntry(ExtTag.CausedBy, new byte[7]).TryReadCausedBy(out _, out _));
        Assert.False(new ExtEntry(ExtTag.CausedBy, new byte[2]).TryReadCausedBy(out _, out _));
    }
}
