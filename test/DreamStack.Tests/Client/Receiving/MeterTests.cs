using DreamStack.Client.Receiving;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace DreamStack.Tests.Client.Receiving;

public sealed class MeterTests
{
    [Fact]
    public void A_steady_rate_is_measured_as_it_is()
    {
        FakeTimeProvider time = new();
        RateWindow rate = new(time);
        for (int i = 0; i < 400; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            rate.Add(1);
        }

        Assert.InRange(rate.PerSecond(), 97, 103);
    }

    [Fact]
    public void A_rate_falls_to_nothing_within_two_seconds_of_silence()
    {
        FakeTimeProvider time = new();
        RateWindow rate = new(time);
        rate.Add(1000);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(rate.PerSecond() > 0);
        time.Advance(TimeSpan.FromSeconds(1.1));
        Assert.Equal(0, rate.PerSecond());
    }

    [Fact]
    public void Latency_runs_from_the_sending_of_an_input_to_its_first_sign()
    {
        FakeTimeProvider time = new();
        LatencyWindow latency = new(time);
        Assert.Null(latency.Percentile(0.5));
        for (uint input = 1; input <= 100; input++)
        {
            latency.Sent(input);
            time.Advance(TimeSpan.FromMilliseconds(input));
            latency.Shown(input);
            latency.Shown(input);
        }

        Assert.Equal(51, latency.Percentile(0.50)!.Value.TotalMilliseconds, 3);
        Assert.Equal(100, latency.Percentile(0.99)!.Value.TotalMilliseconds, 3);
    }

    [Fact]
    public void An_input_that_was_never_sent_is_not_measured()
    {
        LatencyWindow latency = new(new FakeTimeProvider());
        latency.Sent(1);
        latency.Shown(2);
        latency.Shown(1 + 1024);
        Assert.Null(latency.Percentile(0.5));
    }
}
