using DreamStack.Relay.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace DreamStack.Relay.Tests.Telemetry;

public class RateMeterTests
{
    [Fact]
    public void The_rate_is_that_of_the_last_two_seconds()
    {
        FakeTimeProvider time = new();
        RateMeter meter = new(time);
        for (int i = 0; i < 40; i++)
        {
            meter.Add(10);
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.InRange(meter.PerSecond, 80, 100);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.InRange(meter.PerSecond, 30, 50);
        time.Advance(TimeSpan.FromHours(10));
        Assert.Equal(0, meter.PerSecond);
        meter.Add(20);
        Assert.Equal(10, meter.PerSecond);
    }
}
