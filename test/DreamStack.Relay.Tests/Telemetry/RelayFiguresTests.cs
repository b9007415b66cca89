using System.Text.Json;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;

namespace DreamStack.Relay.Tests.Telemetry;

public sealed class RelayFiguresTests : RelayTest
{
    private readonly HttpClient _http = new();

    [Fact]
    public async Task The_text_is_strictly_what_Prometheus_reads_and_the_JSON_says_the_same()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        TestPainter painter = new();
        await source.SendAsync(painter.Paint());
        await DecodeUntilAsync(viewer, new PictureDecoder(), 0);
        Exposition text = await ScrapeAsync();
        Assert.Equal("summary", text.Types["dreamstack_round_trip_microseconds"]);
        Assert.Equal(1, text.Series["dreamstack_frames_received_total{type=\"DeltaPixels\"}"]);
        Assert.Equal(1, text.Series["dreamstack_viewers{stream=\"main\",mode=\"delta\"}"]);
        Assert.Equal(0, text.Series["dreamstack_slow_viewers{stream=\"main\",reason=\"link\"}"]);
        Assert.Equal(1, text.Series["dreamstack_connections_total{role=\"source\"}"]);

        using JsonDocument json = JsonDocument.Parse(await TextAsync("/stats"));
        foreach (string name in text.Series.Keys.Where(name => text.Types.GetValueOrDefault(name.Split('{')[0]) is "counter" or "gauge"))
        {
            Assert.True(json.RootElement.TryGetProperty(name["dreamstack_".Length..], out _), name);
        }
    }

    [Fact]
    public async Task Messages_of_a_burst_are_counted_by_type_for_each_viewer_that_got_them()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer deaf, _) = await ViewerAsync();
        (TestPeer hearing, _) = await ViewerAsync("/stream/main?audio=1");
        byte[] sound = TestPeer.Message(new MessageHeader(FrameType.AudioPcm) { Width = 24000, Height = 1 }, new byte[64]);
        byte[] haptic = TestPeer.Message(new MessageHeader(FrameType.Haptic), [1, 0, 3]);
        byte[] notice = TestPeer.Message(new MessageHeader(FrameType.Control), new NoticeControl("last").ToJson());
        await source.SendAsync((byte[])[.. sound, .. haptic, .. sound, .. notice]);
        foreach (TestPeer viewer in (TestPeer[])[deaf, hearing])
        {
            await viewer.NextControlAsync<NoticeControl>();
        }

        Exposition text = await ScrapeAsync();
        Assert.Equal(2, text.Series["dreamstack_frames_sent_total{type=\"AudioPcm\"}"]);
        Assert.Equal(2 * sound.Length, text.Series["dreamstack_frames_sent_bytes_total{type=\"AudioPcm\"}"]);
        Assert.Equal(2, text.Series["dreamstack_frames_sent_total{type=\"Haptic\"}"]);
        double byType = text.Series.Where(pair => pair.Key.StartsWith("dreamstack_frames_sent_total", StringComparison.Ordinal)).Sum(pair => pair.Value)
            + text.Series.Where(pair => pair.Key.StartsWith("dreamstack_inputs_sent_total", StringComparison.Ordinal)).Sum(pair => pair.Value);
        Assert.Equal(byType, text.Series["dreamstack_sent_messages_total"]);
    }

    [Fact]
    public async Task An_inputs_way_to_the_picture_that_shows_it_is_measured_once()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, WelcomeControl welcome) = await ViewerAsync();
        byte[] id = [6, 0, (byte)ExtTag.InputId, 4, 9, 0, 0, 0];
        await viewer.SendAsync(TestPeer.Message(new MessageHeader(InputType.Pointer, MessageFlags.Ext), [.. id, 1, 0, 1, 0, 1]));
        await source.NextAsync(message => message.Header.IsInput && message.Header.InputType == InputType.Pointer);
        TestPainter painter = new();
        byte[] causedBy = [10, 0, (byte)ExtTag.CausedBy, 8, .. BitConverter.GetBytes(welcome.Viewer!.Value), 9, 0, 0, 0];
        for (int i = 0; i < 2; i++) await source.SendAsync(painter.Paint(ext: causedBy));
        await DecodeUntilAsync(viewer, new PictureDecoder(), painter.Originator.Newest);
        Assert.Equal(1, (await ScrapeAsync()).Series["dreamstack_input_to_picture_microseconds_count"]);
    }

    [Fact]
    public async Task Pictures_in_which_nothing_changed_and_what_is_inside_of_compressed_ones_are_counted()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        TestPainter painter = new();
        await source.SendAsync(painter.Paint(keyframe: true));
        byte[] same = TestPeer.Message(new MessageHeader(FrameType.DeltaPixels) { Seq = 1, Width = 64, Height = 48 }, [0, 0, 0, 0]);
        await source.SendAsync(same);
        await DecodeUntilAsync(viewer, new PictureDecoder(), 1);
        Exposition text = await ScrapeAsync();
        Assert.Equal(2, text.Series["dreamstack_pictures_received_total"]);
        Assert.Equal(2 * 64 * 48 * 4, text.Series["dreamstack_picture_raw_bytes_total"]);
        Assert.Equal(1, text.Series["dreamstack_unchanged_pictures_total"]);
        Assert.Equal((64 * 48 * 4) - same.Length, text.Series["dreamstack_dedup_saved_bytes_total"]);
    }

    [Fact]
    public async Task Closes_are_counted_by_code()
    {
        (TestPeer viewer, _) = await ViewerAsync();
        await viewer.SendAsync(TestPeer.Message(new MessageHeader(InputType.Control), "no"u8));
        while (await viewer.NextAsync() is not null) continue;
        await viewer.CloseAsync();
        // The relay counts when it has let the peer go, which its leaving the list shows.
        while (await TextAsync("/clients") is var clients && clients.Contains("receiver", StringComparison.Ordinal)) await Task.Yield();
        Assert.Equal(1, (await ScrapeAsync()).Series["dreamstack_closes_total{code=\"4400\",reason=\"Malformed\"}"]);
    }

    private async Task<Exposition> ScrapeAsync() => Exposition.Parse(await TextAsync("/metrics"));

    private Task<string> TextAsync(string path) => _http.GetStringAsync(new Uri(Relay.Address, path), TestContext.Current.CancellationToken);
}
