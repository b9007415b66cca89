using System.Net.WebSockets;
using System.Text.Json;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DreamStack.Relay.Tests;

public class StalledViewerTests : RelayTest
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(25);
    private readonly FakeTimeProvider _time = new();

    protected override TimeProvider Time => _time;

    protected override RelayOptions Options { get; } = new() { Port = 0, CloseTimeout = TimeSpan.FromSeconds(30) };

    [Fact]
    public async Task A_viewer_that_stops_reading_is_closed_after_two_seconds_and_told_why_and_the_others_see_on()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer quick, _) = await ViewerAsync();
        (TestPeer frozen, uint id) = await FrozenAsync();
        TestPainter painter = new(640, 480);
        DreamStack.Streaming.Pictures.PictureDecoder watching = new();
        // Until every buffer on the way to it is full, so that the relay has to leave pictures out.
        for (long left = 0; left < 20; left = await CoalescedAsync(id))
        {
            _time.Advance(Frame);
            await source.SendAsync(painter.Paint(pixels: 60_000));
            await WithClockAsync(DecodeUntilAsync(quick, watching, painter.Originator.Newest));
        }

        // What the system had yet to take when the clock began to run counts as a sign of life.
        for (int i = 0; i < 12; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await source.SendAsync(painter.Paint());
        await WithClockAsync(DecodeUntilAsync(quick, watching, painter.Originator.Newest));
        await WithClockAsync(frozen.UntilClosedAsync());

        Assert.Equal((WebSocketCloseStatus)CloseCode.TooSlow, frozen.CloseStatus);
        Assert.Contains("took no data", frozen.CloseReason, StringComparison.Ordinal);
        Assert.True(watching.Rgba.SequenceEqual(painter.Rgba));
    }

    [Fact]
    public async Task A_viewer_that_takes_a_little_is_never_closed_for_being_slow()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer slow, uint id) = await FrozenAsync();
        TestPainter painter = new(640, 480);
        for (long left = 0; left < 20; left = await CoalescedAsync(id))
        {
            _time.Advance(Frame);
            await source.SendAsync(painter.Paint(pixels: 60_000));
        }

        // A message at a time, a second apart: far behind what comes, and never still.
        for (int i = 0; i < 30; i++)
        {
            await WithClockAsync(slow.NextAsync(message => message.Header.IsPicture));
            await source.SendAsync(painter.Paint(pixels: 60_000));
            await CoalescedAsync(id);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Null(slow.CloseStatus);
    }

    // The relay may hold a picture back for some milliseconds of its clock, and looks now and then who is stuck.
    private async Task WithClockAsync(Task work)
    {
        while (await Task.WhenAny(work, Task.Delay(50, TestContext.Current.CancellationToken)) != work) _time.Advance(TimeSpan.FromMilliseconds(100));
        await work;
    }

    private async Task<(TestPeer Viewer, uint Id)> FrozenAsync()
    {
        (TestPeer viewer, DreamStack.Streaming.Wire.Control.WelcomeControl welcome) = await ViewerAsync();
        return (viewer, welcome.Viewer!.Value);
    }

    private async Task<long> CoalescedAsync(uint viewer)
    {
        using HttpClient http = TestCertificate.Http();
        using JsonDocument clients = JsonDocument.Parse(
            await http.GetStringAsync(new Uri(Relay.Address, "/clients"), TestContext.Current.CancellationToken));
        JsonElement found = clients.RootElement.EnumerateArray().Single(client => client.GetProperty("id").GetUInt32() == viewer);
        return found.GetProperty("coalesced").GetInt64();
    }
}
