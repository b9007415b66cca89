using DreamStack.Streaming.Flow;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace DreamStack.Tests.Flow;

public class AckWindowTests
{
    private const int Picture = 20_000;
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(8_000, 20, 20_000)]
    [InlineData(1_000_000, 20, 20_000)]
    [InlineData(1_000_000, 600, 20_000)]
    [InlineData(40_000_000, 1, 960_000)]
    public void A_link_is_kept_busy_and_what_is_on_its_way_is_never_much_more_than_it_takes(
        int bytesPerSecond, int roundTripMs, int picture)
    {
        RateEstimate window = new(_time);
        window.Acknowledged(0);
        Queue<(ushort Seq, TimeSpan Arrives)> link = new();
        TimeSpan now = TimeSpan.Zero, free = TimeSpan.Zero, half = TimeSpan.FromMilliseconds(roundTripMs / 2.0);
        long delivered = 0, deliveredLate = 0;
        TimeSpan longest = TimeSpan.Zero;
        ushort seq = 0;
        TimeSpan length = TimeSpan.FromSeconds(40);
        for (; now < length; now += TimeSpan.FromMilliseconds(1), _time.Advance(TimeSpan.FromMilliseconds(1)))
        {
            while (link.TryPeek(out (ushort Seq, TimeSpan Arrives) first) && first.Arrives <= now)
            {
                window.Acknowledged(link.Dequeue().Seq);
                delivered += picture;
                if (now > length / 2) deliveredLate += picture;
            }

            // More pictures than the link takes: one every 10 ms.
            if (now.TotalMilliseconds % 10 == 0 && window.IsOpen)
            {
                free = (free > now ? free : now) + TimeSpan.FromSeconds((double)picture / bytesPerSecond);
                window.Sent(++seq, picture);
                link.Enqueue((seq, free + half + half));
                if (now > length / 2 && free - now > longest) longest = free - now;
            }
        }

        double share = deliveredLate / (bytesPerSecond * (length / 2).TotalSeconds);
        Assert.InRange(share, 0.8, 1.01);
        // Two pictures may go on a way that is being found out; beyond that no more waits than the bound allows.
        Assert.InRange(longest.TotalMilliseconds, 0, 250 + (2 * 1000.0 * picture / bytesPerSecond) + (roundTripMs / 4.0));
    }

    [Theory]
    [InlineData(8_000, 20, 20_000)]
    [InlineData(40_000, 80, 13_000)]
    public void A_picture_that_takes_long_to_send_goes_alone(int bytesPerSecond, int roundTripMs, int picture)
    {
        RateEstimate window = new(_time);
        window.Acknowledged(0);
        window.SetTrip(TimeSpan.FromMilliseconds(roundTripMs));
        double arrives = double.NaN;
        int delivered = 0;
        const int length = 60_000;
        for (int now = 0; now < length; now++, _time.Advance(TimeSpan.FromMilliseconds(1)))
        {
            if (arrives <= now)
            {
                window.Acknowledged((ushort)++delivered);
                arrives = double.NaN;
            }

            if (now % 10 != 0 || !window.IsOpen) continue;
            Assert.True(double.IsNaN(arrives));
            window.Sent((ushort)(delivered + 1), picture);
            arrives = now + roundTripMs + (1000.0 * picture / bytesPerSecond);
        }

        Assert.InRange((double)delivered * picture / bytesPerSecond / (length / 1000.0), 0.75, 1);
    }

    [Fact]
    public void A_viewer_that_never_acknowledges_is_held_back_by_its_socket_alone()
    {
        RateEstimate window = new(_time);
        for (ushort i = 0; i < 10_000; i++)
        {
            Assert.True(window.IsOpen);
            window.Sent(i, 1_000_000);
        }

        Assert.Equal(0, window.InFlight);
    }

    [Fact]
    public void A_viewer_that_stops_acknowledging_is_not_left_with_an_old_picture_for_good()
    {
        RateEstimate window = new(_time);
        window.Acknowledged(0);
        window.Sent(1, 1_000_000);
        Assert.False(window.IsOpen);

        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.True(window.IsOpen);
    }

    [Fact]
    public void A_link_that_got_slower_is_believed_after_a_moment()
    {
        RateEstimate window = new(_time);
        window.Acknowledged(0);
        ushort seq = 0;
        for (int i = 0; i < 500; i++) Deliver(TimeSpan.FromMilliseconds(2));
        Assert.InRange(window.BytesPerSecond, 9_000_000, 11_000_000);

        for (int i = 0; i < 30; i++) Deliver(TimeSpan.FromMilliseconds(200));

        Assert.InRange(window.BytesPerSecond, 90_000, 110_000);

        void Deliver(TimeSpan takes)
        {
            window.Sent(++seq, Picture);
            _time.Advance(takes);
            window.Acknowledged(seq);
        }
    }

    [Fact]
    public void Acknowledgements_of_what_was_given_up_measure_nothing()
    {
        RateEstimate window = new(_time);
        window.Acknowledged(0);
        window.Sent(1, 1_000_000);
        window.Clear();
        Assert.Equal(0, window.InFlight);

        // The answer to the first picture comes just after the second one left: by it the link would be endless.
        window.Sent(2, Picture);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        window.Acknowledged(2);
        Assert.False(window.IsMeasured);

        _time.Advance(TimeSpan.FromSeconds(1));
        window.Sent(3, Picture);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        window.Acknowledged(3);
        Assert.InRange(window.BytesPerSecond, 190_000, 210_000);
    }
}
