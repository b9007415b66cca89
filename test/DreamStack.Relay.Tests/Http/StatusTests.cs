using System.Text.Json;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;

namespace DreamStack.Relay.Tests.Http;

public class StatusTests : RelayTest
{
    private readonly HttpClient _http = new();

    [Fact]
    public async Task Streams_says_what_runs()
    {
        Assert.Empty((await JsonAsync("/streams")).EnumerateArray());
        (TestPeer source, _) = await SourceAsync("/source/main?app=springs&modes=pixel,delta");
        (TestPeer viewer, WelcomeControl welcome) = await ViewerAsync();
        await ViewerAsync("/stream/main?thumbnail=1");
        TestPainter painter = new();
        await source.SendAsync(painter.Paint());
        await DecodeUntilAsync(viewer, new PictureDecoder(), 0);

        JsonElement stream = Assert.Single((await JsonAsync("/streams")).EnumerateArray());
        Assert.Equal("main", stream.GetProperty("name").GetString());
        Assert.True(stream.GetProperty("source").GetProperty("present").GetBoolean());
        Assert.Equal("springs", stream.GetProperty("source").GetProperty("app").GetString());
        Assert.Equal(["pixel", "delta"], stream.GetProperty("source").GetProperty("modes").EnumerateArray().Select(mode => mode.GetString()));
        Assert.Equal(64, stream.GetProperty("width").GetInt32());
        Assert.Equal(48, stream.GetProperty("height").GetInt32());
        Assert.Equal(2, stream.GetProperty("viewers").GetInt32());
        Assert.Equal(1, stream.GetProperty("watchers").GetInt32());
        Assert.Equal(welcome.Viewer, stream.GetProperty("driver").GetUInt32());
        foreach (string figure in (string[])["fps", "bytesInPerSecond", "bytesOutPerSecond"])
        {
            Assert.True(stream.GetProperty(figure).GetDouble() >= 0, figure);
        }
    }

    [Fact]
    public async Task A_stream_that_only_thumbnails_look_at_is_not_listed()
    {
        await ViewerAsync("/stream/ghost?thumbnail=1");
        Assert.Empty((await JsonAsync("/streams")).EnumerateArray());
        await ViewerAsync("/stream/ghost");
        Assert.Single((await JsonAsync("/streams")).EnumerateArray());
    }

    [Fact]
    public async Task Clients_says_who_is_here()
    {
        await SourceAsync();
        (TestPeer viewer, WelcomeControl welcome) = await ViewerAsync("/stream/main?mode=pixel&audio=1");
        await viewer.SendAsync(InputType.Ack, [7, 0, 6, 0, 1, 0, 0, 0]);
        await viewer.SendAsync(InputType.Ping, new byte[8]);
        await viewer.NextAsync(message => message.Header.FrameType == FrameType.Ping && message.Body.Length == 16);

        JsonElement[] clients = [.. (await JsonAsync("/clients")).EnumerateArray()];
        Assert.Equal(["source", "receiver"], clients.Select(client => client.GetProperty("role").GetString()));
        JsonElement me = clients[1];
        Assert.Equal(welcome.Viewer, me.GetProperty("id").GetUInt32());
        Assert.Equal("pixel", me.GetProperty("mode").GetString());
        Assert.True(me.GetProperty("audio").GetBoolean());
        Assert.Equal("127.0.0.1", me.GetProperty("address").GetString()!.Replace("::ffff:", "", StringComparison.Ordinal));
        Assert.Equal(7, me.GetProperty("ack").GetProperty("decoded").GetInt32());
        Assert.Equal(2, me.GetProperty("messagesIn").GetInt64());
        Assert.True(me.GetProperty("bytesOut").GetInt64() > 0);
        Assert.True(me.GetProperty("since").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
        foreach (string name in (string[])["rttMs", "dropped", "coalesced", "queuedBytes"]) Assert.True(me.TryGetProperty(name, out _), name);
    }

    [Fact]
    public async Task Metrics_are_Prometheus_text()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        TestPainter painter = new();
        await source.SendAsync(painter.Paint());
        await DecodeUntilAsync(viewer, new PictureDecoder(), 0);
        string text = await TextAsync("/metrics");
        Assert.Contains("dreamstack_frames_received_total{type=\"DeltaPixels\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("dreamstack_viewers{stream=\"main\",mode=\"delta\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("dreamstack_sources 1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Healthz_says_ok_and_without_pages_the_root_says_what_this_is()
    {
        Assert.Equal("ok\n", await TextAsync("/healthz"));
        Assert.Contains("relay", await TextAsync("/"), StringComparison.Ordinal);
    }

    private async Task<JsonElement> JsonAsync(string path) => JsonElement.Parse(await TextAsync(path));

    private Task<string> TextAsync(string path) => _http.GetStringAsync(new Uri(Relay.Address, path), TestContext.Current.CancellationToken);
}
