using DreamStack.Streaming.Wire;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace DreamStack.Tests.Wire;

public sealed class OriginatorTests
{
    [Fact]
    public void Seq_counts_and_wraps_and_timestamp_runs_in_milliseconds()
    {
        FakeTimeProvider time = new();
        Originator originator = new(time);
        Assert.Equal(ushort.MaxValue, originator.Newest);
        Assert.Equal(0, originator.Stamp(new MessageHeader(FrameType.Haptic)).Seq);
        time.Advance(TimeSpan.FromMilliseconds(1500));
        MessageHeader second = originator.Stamp(new MessageHeader(FrameType.Haptic) { Width = 3 });
        Assert.Equal((1, 1500u, 3), (second.Seq, second.Timestamp, second.Width));
        for (int i = 2; i < 65536; i++) originator.Stamp(second);
        Assert.Equal(ushort.MaxValue, originator.Newest);
        Assert.Equal(0, originator.Stamp(second).Seq);
    }

    [Fact]
    public void Timestamp_wraps_after_49_days()
    {
        FakeTimeProvider time = new();
        Originator originator = new(time);
        time.Advance(TimeSpan.FromMilliseconds(uint.MaxValue + 8L));
        Assert.Equal(7u, originator.Now);
    }
}
