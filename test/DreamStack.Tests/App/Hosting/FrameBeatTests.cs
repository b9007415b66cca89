using CsCheck;
using DreamStack.App.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace DreamStack.Tests.App.Hosting;

public sealed class FrameBeatTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void What_rests_is_never_drawn()
    {
        var sut = new FrameBeat(_time, 30);

        Assert.Equal(Timeout.InfiniteTimeSpan, sut.UntilNext(moving: false, inputWaiting: false));
    }

    [Fact]
    public void The_first_frame_is_due_at_once()
    {
        var sut = new FrameBeat(_time, 30);

        Assert.Equal(TimeSpan.Zero, sut.UntilNext(moving: true, inputWaiting: false));
        Assert.Equal(TimeSpan.Zero, sut.UntilNext(moving: false, inputWaiting: true));
    }

    [Fact]
    public void An_input_long_after_the_last_frame_is_drawn_at_once()
    {
        var sut = new FrameBeat(_time, 30);
        sut.FrameDrawn(inputWaiting: false);
        _time.Advance(TimeSpan.FromMilliseconds(8));

        Assert.Equal(TimeSpan.Zero, sut.UntilNext(moving: true, inputWaiting: true));
        Assert.True(sut.UntilNext(moving: true, inputWaiting: false) > TimeSpan.Zero);
    }

    [Fact]
    public void An_input_right_after_a_frame_waits_for_the_rest_of_the_gap()
    {
        var sut = new FrameBeat(_time, 30);
        sut.FrameDrawn(inputWaiting: false);
        _time.Advance(TimeSpan.FromMilliseconds(3));

        Assert.Equal(TimeSpan.FromMilliseconds(5), sut.UntilNext(moving: false, inputWaiting: true));
    }

    [Fact]
    public void Late_frames_do_not_move_the_beat()
    {
        var sut = new FrameBeat(_time, 50);
        _time.Advance(TimeSpan.FromMilliseconds(27));
        sut.FrameDrawn(inputWaiting: false);

        Assert.Equal(TimeSpan.FromMilliseconds(13), sut.UntilNext(moving: true, inputWaiting: false));
    }

    [Fact]
    public void A_frame_for_an_input_begins_the_beat_anew()
    {
        var sut = new FrameBeat(_time, 50);
        _time.Advance(TimeSpan.FromMilliseconds(27));
        sut.FrameDrawn(inputWaiting: true);
        Assert.Equal(TimeSpan.FromMilliseconds(20), sut.UntilNext(moving: true, inputWaiting: false));

        _time.Advance(TimeSpan.FromMilliseconds(23));
        sut.FrameDrawn(inputWaiting: false);

        Assert.Equal(TimeSpan.FromMilliseconds(17), sut.UntilNext(moving: true, inputWaiting: false));
    }

    [Fact]
    public void Frames_keep_the_gap_and_what_moves_is_drawn_at_least_on_every_other_beat() =>
        Gen.Select(Gen.Double[1, 120], Gen.Select(Gen.Int[0, 20_000], Gen.Bool).Array[1, 200]).Sample((fps, events) =>
        {
            var time = new FakeTimeProvider();
            var sut = new FrameBeat(time, fps);
            TimeSpan last = TimeSpan.FromDays(-1);
            long start = time.GetTimestamp();
            foreach ((int microseconds, bool input) in events)
            {
                time.Advance(TimeSpan.FromMicroseconds(microseconds));
                bool waiting = input;
                while (sut.UntilNext(moving: true, waiting) is var wait && wait <= TimeSpan.Zero)
                {
                    TimeSpan now = time.GetElapsedTime(start);
                    Assert.True(now - last >= FrameBeat.ShortestGap);
                    last = now;
                    sut.FrameDrawn(waiting);
                    waiting = false;
                }

                TimeSpan most = TimeSpan.FromSeconds(1 / fps) + FrameBeat.ShortestGap;
                Assert.True(sut.UntilNext(moving: true, inputWaiting: false) <= most);
                Assert.True(sut.UntilNext(moving: true, inputWaiting: true) <= FrameBeat.ShortestGap);
            }
        });

    [Theory]
    [InlineData(0.5)]
    [InlineData(241)]
    [InlineData(double.NaN)]
    public void A_beat_that_makes_no_sense_is_refused(double fps) =>
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => new FrameBeat(_time, fps));
}
