using DreamStack.Relay.FanOut;
using DreamStack.Relay.Streams;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DreamStack.Relay.Tests.Quality;

/// <summary>The real stream and outbox, a simulated network, no real time.</summary>
public sealed class ViewerQualityTests : IDisposable
{
    private const double Mbit = 125;
    private readonly FakeTimeProvider _time = new();
    private readonly RelayStream _stream;
    private double _nowMs;

    public ViewerQualityTests() =>
        _stream = new RelayStream("main", new RelayContext(new RelayOptions(), _time, NullLoggerFactory.Instance));

    public void Dispose() => _stream.Dispose();

    [Theory]
    [InlineData(StreamMode.Pixel, 400)]
    [InlineData(StreamMode.Delta, 20)]
    public void A_viewer_on_a_good_link_never_leaves_its_mode(StreamMode mode, double mbit)
    {
        SimulatedSource source = new(_stream, 320, 240, 600, signals: true);
        SimulatedViewer viewer = Join(mode, _ => mbit);
        Run(60, source, viewer);
        Assert.Equal(QualitySteps.Of(mode), Assert.Single(viewer.Told).Quality.Step);
        Assert.InRange(viewer.Arrived.Count(m => m.Header.IsPicture), 1750, 1819);
        Drain(viewer);
        Assert.True(viewer.Picture.Rgba.SequenceEqual(source.Painter.Rgba));
    }

    [Fact]
    public void A_link_that_drops_and_comes_back_is_followed_down_and_up_and_the_picture_stays_right()
    {
        SimulatedSource source = new(_stream, 320, 240, 600, signals: true);
        SimulatedViewer viewer = Join(StreamMode.Delta, ms => ms is > 20_000 and < 50_000 ? 0.2 : 20);
        Run(20, source, viewer);
        Assert.Equal(QualityStep.Delta, viewer.Outbox.Step);
        Run(10, source, viewer);
        Assert.True(viewer.Outbox.Step >= QualityStep.LowerRate, $"{viewer.Outbox.Step}");
        Run(65, source, viewer);
        Assert.Equal(QualityStep.Delta, viewer.Outbox.Step);
        Assert.Equal(QualityStep.Delta, viewer.Told[^1].Quality.Step);
        Assert.InRange(viewer.Told.Count, 3, 20);
        Drain(viewer);
        Assert.True(viewer.Picture.Rgba.SequenceEqual(source.Painter.Rgba));
    }

    [Fact]
    public void A_stream_without_signals_is_never_served_as_signals()
    {
        SimulatedSource source = new(_stream, 320, 240, 600, signals: false);
        SimulatedViewer viewer = Join(StreamMode.Delta, _ => 0.1);
        Run(60, source, viewer);
        Assert.Equal(QualityStep.LowerRate, viewer.Outbox.Step);
    }

    [Fact]
    public void A_steady_narrow_link_does_not_swing()
    {
        SimulatedSource source = new(_stream, 320, 240, 600, signals: true);
        SimulatedViewer viewer = Join(StreamMode.Pixel, _ => 3.2);
        Run(180, source, viewer);
        for (int from = 60; from <= 120; from += 10)
        {
            Assert.InRange(viewer.Told.Count(told => told.AtMs >= from * 1000 && told.AtMs < (from + 60) * 1000), 0, 4);
        }
    }

    [Fact]
    public void Who_never_acknowledges_is_never_adapted()
    {
        SimulatedSource source = new(_stream, 320, 240, 600, signals: true);
        SimulatedViewer viewer = new(_stream, _time, StreamMode.Delta, _ => 0.2 * Mbit) { Acknowledges = false };
        Run(30, source, viewer);
        Assert.Equal(QualityStep.Delta, Assert.Single(viewer.Told).Quality.Step);
    }

    [Fact]
    public void Who_acknowledges_pictures_but_no_signals_is_not_left_with_signals_for_good()
    {
        SimulatedSource source = new(_stream, 320, 240, 600, signals: true);
        SimulatedViewer viewer = new(_stream, _time, StreamMode.Delta, ms => (ms is > 5_000 and < 15_000 ? 0.05 : 20) * Mbit)
        {
            AcknowledgesSignals = false,
        };
        Run(40, source, viewer);
        Assert.Contains(viewer.Told, told => told.Quality.Step == QualityStep.Signal);
        Assert.Equal(QualityStep.Delta, viewer.Outbox.Step);
    }

    [Fact]
    public void What_was_on_its_way_before_the_signals_counts_no_more_after_them()
    {
        SimulatedSource source = new(_stream, 640, 480, 600, signals: true);
        SimulatedViewer viewer = new(_stream, _time, StreamMode.Delta, ms => (ms is > 5_000 and < 15_000 ? 0.05 : 20) * Mbit)
        {
            AcknowledgesSignals = false,
        };
        Run(5, source, viewer);
        // It is given up between its parts: nobody will ever acknowledge it.
        source.Paint(keyframe: true, pixels: 200_000);
        Assert.InRange(source.PictureBytes, 200_000, 2_000_000);
        int left = 0;
        for (double until = _nowMs + 30_000; _nowMs < until;)
        {
            QualityStep before = viewer.Outbox.Step;
            if ((long)_nowMs % 33 == 0) source.Paint();
            if (before == QualityStep.Signal && viewer.Outbox.Step < before)
            {
                left++;
                Assert.Equal(0, viewer.Outbox.InFlight);
            }

            Step(viewer, 1);
        }

        Assert.InRange(left, 1, 10);
    }

    [Fact]
    public void A_viewer_that_pins_its_mode_keeps_it_and_one_that_frees_it_is_adapted_again()
    {
        SimulatedSource source = new(_stream, 320, 240, 600, signals: true);
        SimulatedViewer viewer = Join(StreamMode.Delta, _ => 0.2);
        viewer.Outbox.Choose(auto: false, limit: null);
        Run(30, source, viewer);
        Assert.All(viewer.Told, told => Assert.Equal(QualityStep.Delta, told.Quality.Step));
        Assert.False(viewer.Told[^1].Quality.Auto);
        viewer.Outbox.Choose(auto: true, limit: null);
        Run(30, source, viewer);
        Assert.True(viewer.Outbox.Step > QualityStep.Delta);
    }

    [Fact]
    public void A_limit_holds_and_costs_pictures_but_no_step()
    {
        SimulatedSource source = new(_stream, 320, 240, 600, signals: true);
        SimulatedViewer viewer = Join(StreamMode.Delta, _ => 100);
        viewer.Outbox.Choose(auto: true, limit: 50_000);
        Run(5, source, viewer);
        int before = viewer.Arrived.Count;
        Run(20, source, viewer);
        long bytes = viewer.Arrived.Skip(before).Where(m => m.Header.IsPicture).Sum(m => m.Header.MessageLength);
        Assert.InRange(bytes, 20 * 50_000 * 0.7, (20 * 50_000) + 200_000);
        Assert.Equal(QualityStep.Delta, viewer.Outbox.Step);
        Assert.Equal(50_000, viewer.Told[^1].Quality.Limit);
    }

    [Fact]
    public void A_large_picture_on_a_slow_link_lets_other_messages_through_between_its_parts()
    {
        SimulatedSource source = new(_stream, 640, 480, 200, signals: false);
        SimulatedViewer viewer = Join(StreamMode.Delta, _ => 3.2);
        viewer.Outbox.Choose(auto: false, limit: null);
        Run(10, source, viewer);
        source.Paint(keyframe: true, pixels: 200_000);
        Assert.InRange(source.PictureBytes, 200_000, 2_000_000);
        Step(viewer, 300);
        viewer.Outbox.Put(StateSlot.Pong, SharedBuffer.Copy(Pong()));
        double asked = _nowMs;
        Step(viewer, 4000);
        (double answered, _) = viewer.Arrived.Last(m => m.Header.FrameType == FrameType.Ping);
        Assert.Contains(viewer.Arrived, m => m.AtMs > answered && (m.Header.Flags & MessageFlags.Part) != 0);
        Assert.InRange(answered - asked, 0, 350);
        Assert.True(viewer.Picture.Rgba.SequenceEqual(source.Painter.Rgba));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_joiner_on_a_slow_link_hears_the_relay_between_the_parts_of_its_first_picture(bool acknowledges)
    {
        SimulatedSource source = new(_stream, 640, 480, 200, signals: false);
        source.Paint(keyframe: true, pixels: 200_000);
        Assert.InRange(source.PictureBytes, 200_000, 2_000_000);
        SimulatedViewer viewer = new(_stream, _time, StreamMode.Delta, _ => 0.8 * Mbit, cautious: 180_000) { Acknowledges = acknowledges };
        Step(viewer, 1000);
        viewer.Outbox.Put(StateSlot.Pong, SharedBuffer.Copy(Pong()));
        double asked = _nowMs;
        Step(viewer, 1000);
        (double answered, _) = viewer.Arrived.Last(m => m.Header.FrameType == FrameType.Ping);
        Assert.InRange(answered - asked, 0, 700);
        Assert.Contains(viewer.Arrived, m => m.AtMs > answered && (m.Header.Flags & MessageFlags.Part) != 0);
        Step(viewer, 20_000);
        Assert.True(viewer.Picture.Rgba.SequenceEqual(source.Painter.Rgba));
        viewer.Arrived.Clear();
        source.Paint(keyframe: true, pixels: 200_000);
        Step(viewer, 20_000);
        Assert.Equal(acknowledges, viewer.Arrived.Exists(m => (m.Header.Flags & MessageFlags.Part) != 0));
        Assert.True(viewer.Picture.Rgba.SequenceEqual(source.Painter.Rgba));
    }

    [Fact]
    public void A_joiner_on_a_way_of_plenty_gets_its_first_picture_whole()
    {
        SimulatedSource source = new(_stream, 640, 480, 200, signals: false);
        source.Paint(keyframe: true, pixels: 200_000);
        SimulatedViewer viewer = new(_stream, _time, StreamMode.Delta, _ => 100 * Mbit);
        Step(viewer, 1000);
        Assert.Single(viewer.Arrived, m => m.Header.IsPicture);
        Assert.True(viewer.Picture.Rgba.SequenceEqual(source.Painter.Rgba));
    }

    [Fact]
    public void A_picture_given_up_between_its_parts_starts_again_and_is_never_shown_torn()
    {
        SimulatedSource source = new(_stream, 640, 480, 200, signals: false);
        SimulatedViewer viewer = Join(StreamMode.Delta, _ => 3.2);
        viewer.Outbox.Choose(auto: false, limit: null);
        Run(10, source, viewer);
        Step(viewer, 1000);
        byte[] before = [.. source.Painter.Rgba];
        source.Paint(keyframe: true, pixels: 200_000);
        Step(viewer, 500);
        Assert.True(viewer.Picture.Rgba.SequenceEqual(before));
        _stream.RestartPictures(viewer);
        source.Paint();
        Step(viewer, 200);
        Assert.True(viewer.Picture.Rgba.SequenceEqual(before));
        Step(viewer, 8000);
        Assert.True(viewer.Picture.Rgba.SequenceEqual(source.Painter.Rgba));
    }

    private SimulatedViewer Join(StreamMode mode, Func<double, double> mbitAt) => new(_stream, _time, mode, ms => mbitAt(ms) * Mbit);

    private void Run(double seconds, SimulatedSource source, SimulatedViewer viewer)
    {
        for (double until = _nowMs + (seconds * 1000); _nowMs < until;)
        {
            if ((long)_nowMs % 33 == 0) source.Paint();
            Step(viewer, 1);
        }
    }

    private void Drain(SimulatedViewer viewer) => Step(viewer, 3000);

    private void Step(SimulatedViewer viewer, int milliseconds)
    {
        for (int i = 0; i < milliseconds; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            viewer.Tick(++_nowMs);
        }
    }

    private static byte[] Pong()
    {
        byte[] pong = new byte[MessageHeader.Size + 8];
        new MessageHeader(FrameType.Ping) { PayloadLength = 8 }.Write(pong);
        return pong;
    }
}
