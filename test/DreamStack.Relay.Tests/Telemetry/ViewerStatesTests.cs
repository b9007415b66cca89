using DreamStack.Relay.Sockets;
using DreamStack.Relay.Telemetry;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests.Telemetry;

public class ViewerStatesTests
{
    private static readonly PeerReport Good =
        new() { Id = 1, Stream = "main", Role = "receiver", Mode = StreamMode.Delta, SinceAck = TimeSpan.Zero };

    [Fact]
    public void Who_gets_every_picture_is_not_slow_and_neither_is_a_source()
    {
        Assert.Equal(SlowReason.None, ViewerStates.Of(Good, 1e6).Reason);
        Assert.Equal(SlowReason.None, ViewerStates.Of(Good with { Mode = null, SkipsPerSecond = 9 }, 1e6).Reason);
    }

    [Fact]
    public void A_link_is_named_with_what_it_takes_and_what_there_is()
    {
        ViewerState state = ViewerStates.Of(Good with { SkipsPerSecond = 12, TakesPerSecond = 61_000 }, 900_000);
        Assert.Equal(new ViewerState(SlowReason.Link, "its link takes 61 KB/s of 900 KB/s; skips 12 a second"), state);
    }

    [Fact]
    public void Who_does_not_acknowledge_is_told_apart_from_who_stopped_to()
    {
        Assert.Equal("does not acknowledge pictures, and its link is full; skips 3 a second",
            ViewerStates.Of(Good with { SinceAck = null, SkipsPerSecond = 3 }, 1).Words);
        ViewerState stopped = ViewerStates.Of(Good with { SinceAck = TimeSpan.FromSeconds(4) }, 1);
        Assert.Equal(new ViewerState(SlowReason.Silent, "has acknowledged nothing for 4 s"), stopped);
    }

    [Fact]
    public void A_quality_below_the_chosen_one_is_said()
    {
        Assert.Equal("quality lowered to fewer pictures", ViewerStates.Of(Good with { Step = QualityStep.LowerRate }, 1).Words);
        Assert.Equal(SlowReason.None, ViewerStates.Of(Good with { Step = QualityStep.Delta }, 1).Reason);
    }
}
