using CsCheck;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using Xunit;

namespace DreamStack.Tests.Wire;

public sealed class SeqUnwrapperTests
{
    [Fact]
    public void Steps_forward_of_any_size_below_half_the_circle_are_followed_for_ever()
    {
        Gen.Select(Gen.UShort, Gen.Int[1, 32767].Array[1, 200]).Sample((start, steps) =>
        {
            SeqUnwrapper unwrapper = default;
            ulong expected = unwrapper.Unwrap(start);
            Assert.Equal(start, expected);
            foreach (int step in steps)
            {
                expected += (ulong)step;
                Assert.Equal(expected, unwrapper.Unwrap((ushort)expected));
            }
        });
    }

    [Fact]
    public void A_late_message_gets_its_own_number_and_does_not_turn_the_clock_back()
    {
        Gen.Select(Gen.Int[40_000, 200_000], Gen.Int[1, 32767]).Sample((newest, late) =>
        {
            SeqUnwrapper unwrapper = default;
            for (int seq = 0; seq <= newest; seq += 10_000) unwrapper.Unwrap((ushort)seq);
            ulong top = unwrapper.Unwrap((ushort)newest);
            Assert.Equal((ulong)newest, top);
            Assert.Equal((ulong)(newest - late), unwrapper.Unwrap((ushort)(newest - late)));
            Assert.Equal((ulong)newest + 1, unwrapper.Unwrap((ushort)(newest + 1)));
        });
    }

    [Fact]
    public void A_number_said_in_full_is_taken_and_counted_on_from()
    {
        SeqUnwrapper unwrapper = default;
        unwrapper.Unwrap(7);
        Assert.False(unwrapper.IsExact);

        Assert.Equal(1_000_000_000_000ul, UnwrapSaid(ref unwrapper, 1_000_000_000_000));

        Assert.True(unwrapper.IsExact);
        Assert.Equal(1_000_000_000_009ul, unwrapper.Unwrap(unchecked((ushort)1_000_000_000_009)));
    }

    [Fact]
    public void A_full_number_that_is_not_the_seq_s_own_is_not_believed()
    {
        SeqUnwrapper unwrapper = default;
        ExtWriter writer = new(stackalloc byte[ExtWriter.FullSeqLength]);
        writer.Add(ExtTag.FullSeq, 70_000ul);
        Assert.True(ExtBlock.TrySplit(new MessageHeader(FrameType.SignalSync, MessageFlags.Ext), writer.Block, out ExtBlock ext, out _));

        Assert.Equal(5ul, unwrapper.Unwrap(5, ext));
        Assert.False(unwrapper.IsExact);
    }

    private static ulong UnwrapSaid(ref SeqUnwrapper unwrapper, ulong full)
    {
        ExtWriter writer = new(stackalloc byte[ExtWriter.FullSeqLength]);
        writer.Add(ExtTag.FullSeq, full);
        Assert.True(ExtBlock.TrySplit(new MessageHeader(FrameType.SignalSync, MessageFlags.Ext), writer.Block, out ExtBlock ext, out _));
        return unwrapper.Unwrap((ushort)full, ext);
    }

    [Fact]
    public void Older_than_the_very_first_is_zero()
    {
        SeqUnwrapper unwrapper = default;
        unwrapper.Unwrap(5);
        Assert.Equal(0ul, unwrapper.Unwrap(65530));
        Assert.Equal(6ul, unwrapper.Unwrap(6));
    }
}
