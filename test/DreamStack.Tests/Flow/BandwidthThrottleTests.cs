using CsCheck;
using DreamStack.Streaming.Flow;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace DreamStack.Tests.Flow;

public sealed class BandwidthThrottleTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Never_more_than_rate_and_burst_goes_through_in_any_stretch_and_hardly_less_overall() =>
        Gen.Select(Gen.Long[100, 10_000_000], Gen.Long[1, 100_000], Gen.Int[1, 20_000].Array[50, 200]).Sample((rate, burst, sizes) =>
        {
            BandwidthThrottle throttle = new(_time, rate, burst);
            List<(double At, double Until)> sent = [];
            long began = _time.GetTimestamp();
            double total = 0;
            foreach (int size in sizes)
            {
                TimeSpan wait = throttle.DelayFor(size);
                _time.Advance(wait);
                Assert.Equal(TimeSpan.Zero, throttle.DelayFor(size));
                Assert.True(throttle.TryTake(size));
                sent.Add((_time.GetElapsedTime(began).TotalSeconds, total));
                total += size;
            }

            double most = Math.Max(burst, sizes.Max());
            for (int first = 0; first < sent.Count; first += 7)
            {
                for (int last = first; last < sent.Count; last++)
                {
                    double bytes = sent[last].Until + sizes[last] - sent[first].Until;
                    Assert.True(bytes <= ((sent[last].At - sent[first].At) * rate) + most + 1);
                }
            }

            // A sender who always waits exactly as told gets the whole rate.
            Assert.True(total >= (sent[^1].At * rate) - 1);
        }, threads: 1);

    [Fact]
    public void The_wait_it_names_is_long_enough_and_not_longer()
    {
        BandwidthThrottle throttle = new(_time, 1000, 100);
        Assert.True(throttle.TryTake(100));
        Assert.Equal(TimeSpan.FromMilliseconds(50), throttle.DelayFor(50));
        _time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.False(throttle.TryTake(50));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(throttle.TryTake(50));
    }

    [Fact]
    public void A_rate_changed_live_counts_from_then_on()
    {
        BandwidthThrottle throttle = new(_time, 1000, 10_000);
        throttle.Take(10_000);
        _time.Advance(TimeSpan.FromSeconds(1));
        throttle.BytesPerSecond = 100;
        Assert.Equal(1000, throttle.Available);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1100, throttle.Available);
        throttle.BytesPerSecond = 0;
        Assert.Equal(Timeout.InfiniteTimeSpan, throttle.DelayFor(2000));
        throttle.BytesPerSecond = BandwidthThrottle.Unlimited;
        Assert.True(throttle.TryTake(long.MaxValue / 2));
        Assert.Equal(BandwidthThrottle.Unlimited, throttle.Available);
        throttle.BytesPerSecond = 100;
        throttle.Burst = 50;
        Assert.Equal(50, throttle.Available);
    }

    [Fact]
    public void What_must_go_is_paid_off_by_what_follows()
    {
        BandwidthThrottle throttle = new(_time, 100, 100);
        throttle.Take(300);
        Assert.Equal(-200, throttle.Available);
        Assert.Equal(TimeSpan.FromSeconds(2.1), throttle.DelayFor(10));
    }

    [Fact]
    public void Asking_and_taking_allocates_nothing()
    {
        BandwidthThrottle throttle = new(TimeProvider.System, 1000, 1000);
        Allocations.AreNone(() => throttle.TryTake(1));
    }

    [Fact]
    public void A_second_s_worth_goes_at_once_and_then_the_rate_one_by_one()
    {
        FakeTimeProvider time = new();
        BandwidthThrottle throttle = new(time, 100, 100);
        Assert.Equal(100, TakenOneByOne());
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(10, TakenOneByOne());
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(100, TakenOneByOne());

        int TakenOneByOne()
        {
            int taken = 0;
            while (throttle.TryTake(1)) taken++;
            return taken;
        }
    }
}
