using DreamStack.Relay.FanOut;
using DreamStack.Relay.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace DreamStack.Relay.Tests.Sockets;

public class StallWatchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly FakeTimeProvider _time = new();
    private StallWatch _watch;

    [Fact]
    public void Nothing_to_send_is_no_stall_however_long_it_lasts() => Assert.False(After(60, sending: false, _ => new Drained(1_000, 0, TimeSpan.Zero, null)));

    [Fact]
    public void What_is_being_sent_and_not_taken_is_a_stall_after_the_patience()
    {
        Assert.False(After(1.9, sending: true, _ => new Drained(1_000, 0, TimeSpan.Zero, null)));
        Assert.True(After(0.2, sending: true, _ => new Drained(1_000, 0, TimeSpan.Zero, null)));
    }

    [Fact]
    public void So_is_what_the_system_holds_unsent_when_the_relay_itself_holds_nothing() =>
        Assert.True(After(2.1, sending: false, _ => new Drained(1_000, 40_000, TimeSpan.Zero, null)));

    [Fact]
    public void But_not_when_nothing_is_heard_from_a_way_that_is_broken() =>
        Assert.False(After(60, sending: false, step => new Drained(1_000, 40_000, TimeSpan.FromMilliseconds(100 * (step + 20)), null)));

    [Fact]
    public void Whoever_takes_a_byte_now_and_then_is_never_stalled() =>
        Assert.False(After(60, sending: true, step => new Drained(step / 15, 40_000, TimeSpan.Zero, null)));

    [Fact]
    public void Where_nothing_is_known_nobody_is_stalled() => Assert.False(After(60, sending: true, _ => null));

    private bool After(double seconds, bool sending, Func<int, Drained?> seen)
    {
        bool stalled = _watch.IsStalled(sending, seen(0), _time, Patience);
        for (int step = 1; step <= seconds * 10; step++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            stalled |= _watch.IsStalled(sending, seen(step), _time, Patience);
        }

        return stalled;
    }
}
