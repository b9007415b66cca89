using CsCheck;
using DreamStack.Streaming.Flow;
using Xunit;

namespace DreamStack.Tests.Flow;

public sealed class FrameDedupTests
{
    [Fact]
    public void A_picture_is_a_repeat_exactly_when_it_equals_the_one_before() =>
        Gen.Byte[0, 1].Array[4].Array[1, 60].Sample(pictures =>
        {
            FrameDedup dedup = new();
            int repeats = 0;
            for (int i = 0; i < pictures.Length; i++)
            {
                bool same = i > 0 && pictures[i].AsSpan().SequenceEqual(pictures[i - 1]);
                Assert.Equal(same, dedup.IsRepeat(pictures[i], 1, 1));
                if (same) repeats++;
            }

            Assert.Equal((pictures.Length, repeats, repeats * 4L), (dedup.Frames, dedup.Repeats, dedup.BytesSaved));
        });

    [Fact]
    public void The_same_bytes_in_another_size_and_after_forgetting_are_no_repeat()
    {
        FrameDedup dedup = new();
        byte[] rgba = new byte[32];
        Assert.False(dedup.IsRepeat(rgba, 4, 2));
        Assert.False(dedup.IsRepeat(rgba, 2, 4));
        Assert.True(dedup.IsRepeat(rgba, 2, 4));
        dedup.Forget();
        Assert.False(dedup.IsRepeat(rgba, 2, 4));
    }

    [Fact]
    public void Its_hash_is_the_one_a_PictureHash_carries_and_costs_no_memory()
    {
        FrameDedup dedup = new();
        dedup.IsRepeat([0xFF, 0, 0, 0xFF, 0, 0xFF, 0, 0xFF], 2, 1);
        Assert.Equal(System.IO.Hashing.XxHash3.HashToUInt64([0xFF, 0, 0, 0xFF, 0, 0xFF, 0, 0xFF]), dedup.Hash);
        Allocations.AreNone(() => dedup.IsRepeat([1, 2, 3, 4], 1, 1));
    }
}
