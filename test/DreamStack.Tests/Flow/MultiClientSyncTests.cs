using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Wire.Frames;
using DreamStack.Tests.Flow.Simulation;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace DreamStack.Tests.Flow;

public sealed class MultiClientSyncTests
{
    /// <summary>What the policy promises: 95 of 100 pictures within 17 ms on two receivers, with different ways and clocks that drift.</summary>
    [Theory]
    [InlineData(5, 5)]
    [InlineData(10, 40)]
    [InlineData(40, 40)]
    public void Two_receivers_under_50_ms_of_jitter_show_the_same_seq_within_17_ms(double wayOne, double wayTwo)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            SyncedReceiver one = new(wayOne, 50, driftPpm: 40, clockOffsetMs: 1_000_000, seed * 2);
            SyncedReceiver two = new(wayTwo, 50, driftPpm: -40, clockOffsetMs: 77, (seed * 2) + 1);
            one.Run(90);
            two.Run(90);

            // The first seconds gather answers; a person who has just come does not watch two screens yet.
            double[] apart = [.. one.ShownMs.Zip(two.ShownMs, (a, b) => Math.Abs(a - b)).Skip(5 * SyncedReceiver.PicturesPerSecond)];
            double within = apart.Count(ms => ms <= 17) / (double)apart.Length;
            Assert.True(within >= 0.95, $"seed {seed}: {within:P1} within 17 ms");
            Assert.InRange(one.Sync.Delay, one.Sync.DelayNeeded, TimeSpan.FromSeconds(1));
            Assert.InRange(two.Sync.Delay, two.Sync.DelayNeeded, TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public void Offset_and_drift_come_out_of_jittery_answers()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            Random random = new(seed);
            double ppm = (random.NextDouble() - 0.5) * 160, offsetUs = random.NextDouble() * 1e9, way = random.NextDouble() * 80;
            ClockEstimate clock = new();
            for (int i = 0; i < ClockEstimate.Capacity; i++)
            {
                double sent = i * 2_000_000.0, there = sent + ((way + (random.NextDouble() * 50)) * 1000);
                double back = there + ((way + (random.NextDouble() * 50)) * 1000);
                clock.Add(new PingFrame((ulong)sent, (ulong)((there * (1 + (ppm * 1e-6))) + offsetUs)), (long)back);
            }

            const long end = ClockEstimate.Capacity * 2_000_000L;
            double truth = (end * ppm * 1e-6) + offsetUs;
            Assert.InRange(clock.OffsetUs(end) - truth, -25_000, 25_000);
            Assert.InRange(clock.DriftPpm - ppm, -200, 200);
            Assert.InRange(clock.RoundTripUs, (way * 2000) - 1, (way * 2000) + 50_000);
        }
    }

    [Fact]
    public void A_clean_way_gives_offset_and_drift_exactly()
    {
        ClockEstimate clock = new();
        for (int i = 0; i < ClockEstimate.Capacity; i++)
        {
            long sent = i * 2_000_000L;
            clock.Add(new PingFrame((ulong)sent, (ulong)((sent + 5000) * 1.00005) + 9_000_000), sent + 10_000);
        }

        Assert.InRange(clock.DriftPpm, 45, 51);
        Assert.InRange(clock.ToRemoteUs(128_000_000), 137_006_000, 137_006_800);
    }

    [Fact]
    public void Questions_and_answers_from_the_future_are_ignored()
    {
        ClockEstimate clock = new();
        clock.Add(new PingFrame(5), 10);
        clock.Add(new PingFrame(50, 7), 10);
        Assert.Equal((0, 0L), (clock.Count, clock.RoundTripUs));
    }

    [Fact]
    public void Until_it_is_synced_and_after_a_source_that_began_anew_pictures_are_shown_as_they_come()
    {
        FakeTimeProvider time = new();
        MultiClientSync sync = new(time);
        sync.Arrived(1000);
        Assert.False(sync.IsSynced);
        Assert.Equal(TimeSpan.Zero, sync.WaitFor(1000));

        for (int i = 0; i < 4; i++) sync.Answered(new PingFrame((ulong)sync.LocalUs, 1));
        Assert.True(sync.IsSynced);
        Assert.Equal(sync.Delay, sync.WaitFor(1000));
        Assert.Equal(sync.Delay + TimeSpan.FromMilliseconds(16), sync.WaitFor(1016));
        time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Equal(TimeSpan.Zero, sync.WaitFor(1000));
        Assert.Equal(1, sync.Late);

        sync.Arrived(3_000_000_000);
        Assert.Equal(sync.Delay, sync.WaitFor(3_000_000_000));
    }

    [Fact]
    public void It_allocates_nothing()
    {
        MultiClientSync sync = new(TimeProvider.System);
        uint timestamp = uint.MaxValue - 20;
        Allocations.AreNone(() =>
        {
            sync.Answered(new PingFrame((ulong)sync.LocalUs, 1));
            sync.Arrived(unchecked(++timestamp));
            sync.WaitFor(timestamp);
        });
    }
}
