using CsCheck;
using DreamStack.Streaming.Flow;
using DreamStack.Tests.Flow.Simulation;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace DreamStack.Tests.Flow;

public sealed class RateEstimateTests
{
    private static readonly Gen<double> Rates = Gen.Double[3.9, 8].Select(exponent => Math.Pow(10, exponent));

    [Fact]
    public void A_full_socket_shows_its_rate_within_a_tenth() => Rates.Sample(rate =>
    {
        (RateEstimate estimate, _) = Fill(_ => rate, 4000);
        Assert.InRange(estimate.BytesPerSecond, rate * 0.9, rate * 1.1);
    }, iter: 50, threads: 1);

    [Fact]
    public void What_lies_unsent_is_250_ms_of_the_true_rate_soon_after_any_change() =>
        Gen.Select(Rates, Rates).Sample((before, after) =>
        {
            (_, List<double> unsent) = Fill(ms => ms < 5000 ? before : after, 12_000);
            // The first guess, or what lay there when the rate fell, has to go first; then one window decides.
            Assert.True(unsent[4999] <= Math.Max(RateEstimate.MinRoom, before * 0.3));
            int settled = 5500 + (int)(1000 * before * 0.3 / after);
            for (int ms = settled; ms < unsent.Count; ms++)
            {
                Assert.True(unsent[ms] <= Math.Max(RateEstimate.MinRoom, after * 0.3));
            }
        }, iter: 50, threads: 1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_waits_on_a_link_of_any_rate_stays_within_250_ms_of_it_and_what_finding_out_takes(bool acknowledges) =>
        Gen.Select(Gen.Double[4.5, 7.5], Gen.Int[1, 100], Gen.Int[1_000, 60_000]).Sample((exponent, wayMs, picture) =>
        {
            double rate = Math.Pow(10, exponent);
            FakeTimeProvider time = new();
            RateEstimate estimate = new(time);
            SimulatedLink link = new(_ => rate, 1) { WayMs = wayMs, JitterMs = 0 };
            Queue<(double AtMs, ushort Seq)> acks = new();
            double drained = 0;
            ushort seq = 0;
            for (int ms = 0; ms < 15_000; ms++)
            {
                time.Advance(TimeSpan.FromMilliseconds(1));
                drained += link.Tick(ms);
                estimate.Drained((long)drained);
                drained -= (long)drained;
                if (link.TryReceive(ms, out ushort newest) && acknowledges) acks.Enqueue((ms + wayMs, newest));
                while (acks.TryPeek(out var ack) && ack.AtMs <= ms) estimate.Acknowledged(acks.Dequeue().Seq);
                for (int sent = 0; sent < 20 && estimate.IsOpen; sent++)
                {
                    link.Send(++seq, picture);
                    estimate.Sent(seq, picture);
                    estimate.Wrote(picture);
                }

                // While the way is found out anew, a quarter of what it holds is tried beyond that.
                double most = (rate * (0.3 + (wayMs / 2000.0))) + (3 * picture);
                if (ms > 5_000) Assert.True(link.QueuedBytes <= most, $"{link.QueuedBytes} of {most} at {ms} ms");
            }
        }, iter: 40, threads: 1);

    [Fact]
    public void A_quiet_stream_does_not_look_like_a_slow_viewer()
    {
        FakeTimeProvider time = new();
        RateEstimate estimate = new(time);
        for (int i = 0; i < 100; i++)
        {
            estimate.Wrote(1000);
            time.Advance(TimeSpan.FromMilliseconds(1));
            estimate.Drained(1000);
            time.Advance(TimeSpan.FromMilliseconds(99));
        }

        Assert.InRange(estimate.BytesPerSecond, 900_000, 1_100_000);
        Assert.Equal(0, estimate.Unsent);
    }

    [Fact]
    public void A_frozen_viewer_keeps_room_for_one_packet_and_counts_its_silence()
    {
        FakeTimeProvider time = new();
        RateEstimate estimate = new(time);
        Assert.Equal(TimeSpan.Zero, estimate.StalledFor);
        // The system tells.
        estimate.Drained(0);
        estimate.Wrote(100);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.FromSeconds(2), estimate.StalledFor);
        Assert.Equal(RateEstimate.MinRoom - 100, estimate.Room);
        estimate.Drained(500);
        Assert.Equal((0, TimeSpan.Zero), (estimate.Unsent, estimate.StalledFor));
        time.Advance(TimeSpan.FromSeconds(5));
        estimate.Wrote(1);
        Assert.Equal(TimeSpan.Zero, estimate.StalledFor);
    }

    [Fact]
    public void Counting_allocates_nothing()
    {
        RateEstimate estimate = new(TimeProvider.System);
        Allocations.AreNone(() =>
        {
            estimate.Wrote(estimate.Room);
            estimate.Drained(10);
        });
    }

    [Fact]
    public void A_viewer_that_never_acknowledges_costs_nothing_after_its_first_picture()
    {
        RateEstimate estimate = new(TimeProvider.System);
        ushort seq = 0;
        Allocations.AreNone(() => estimate.Sent(seq++, 10_000), warm: 1);
    }

    private static (RateEstimate Estimate, List<double> Unsent) Fill(Func<int, double> rateAt, int milliseconds)
    {
        FakeTimeProvider time = new();
        RateEstimate estimate = new(time);
        List<double> unsent = [];
        double credit = 0;
        for (int ms = 0; ms < milliseconds; ms++)
        {
            estimate.Wrote(estimate.Room);
            time.Advance(TimeSpan.FromMilliseconds(1));
            credit = Math.Min(estimate.Unsent, credit + (rateAt(ms) / 1000));
            estimate.Drained((long)credit);
            credit -= (long)credit;
            unsent.Add(estimate.Unsent);
        }

        return (estimate, unsent);
    }
}
