using DreamStack.Relay.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace DreamStack.Relay.Tests.Telemetry;

public class SampledRateTests
{
    [Fact]
    public void The_rate_is_that_between_the_last_two_samples_a_second_apart()
    {
        FakeTimeProvider time = new();
        SampledRate rate = new(time);
        Assert.Equal(0, rate.PerSecond);
        time.Advance(TimeSpan.FromSeconds(2));
        rate.Sample(time, 300);
        Assert.Equal(150, rate.PerSecond);
        // Too soon: one late look must not show as a burst.
        time.Advance(TimeSpan.FromMilliseconds(10));
        rate.Sample(time, 400);
        Assert.Equal(150, rate.PerSecond);
        time.Advance(TimeSpan.FromMilliseconds(990));
        rate.Sample(time, 400);
        Assert.Equal(100, rate.PerSecond);
        time.Advance(TimeSpan.FromSeconds(1));
        rate.Sample(time, 400);
        Assert.Equal(0, rate.PerSecond);
    }
}
