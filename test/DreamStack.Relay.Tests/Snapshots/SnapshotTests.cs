using System.Net;
using System.Net.Http.Headers;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using Microsoft.Extensions.Time.Testing;
using SkiaSharp;

namespace DreamStack.Relay.Tests.Snapshots;

public sealed class SnapshotTests : RelayTest
{
    private readonly HttpClient _http = new();
    private readonly FakeTimeProvider _time = new();

    protected override TimeProvider Time => _time;

    [Fact]
    public async Task The_picture_is_the_sources_own_and_comes_once()
    {
        (TestPeer source, TestPeer viewer) = await StartAsync();
        TestPainter painter = new();
        await PaintAsync(source, viewer, painter);
        using HttpResponseMessage first = await GetAsync();
        Assert.Equal("image/png", first.Content.Headers.ContentType!.MediaType);
        Assert.True((await PixelsAsync(first)).AsSpan().SequenceEqual(painter.Rgba));

        using HttpResponseMessage again = await GetAsync("", first.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task A_new_picture_is_coded_once_a_second_however_often_one_asks()
    {
        (TestPeer source, TestPeer viewer) = await StartAsync();
        TestPainter painter = new();
        PictureDecoder decoder = await PaintAsync(source, viewer, painter);
        using HttpResponseMessage first = await GetAsync();
        await source.SendAsync(painter.Paint());
        await DecodeUntilAsync(viewer, decoder, painter.Originator.Newest);
        using HttpResponseMessage soon = await GetAsync();
        Assert.Equal(first.Headers.ETag, soon.Headers.ETag);
        _time.Advance(TimeSpan.FromSeconds(1.1));
        using HttpResponseMessage later = await GetAsync("", first.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
        Assert.True((await PixelsAsync(later)).AsSpan().SequenceEqual(painter.Rgba));
    }

    [Fact]
    public async Task A_width_makes_it_smaller_and_never_larger()
    {
        (TestPeer source, TestPeer viewer) = await StartAsync();
        await PaintAsync(source, viewer, new TestPainter(640, 480));
        using HttpResponseMessage small = await GetAsync("?width=150");
        using SKBitmap bitmap = SKBitmap.Decode(await BytesAsync(small));
        Assert.Equal((160, 120), (bitmap.Width, bitmap.Height));
        using HttpResponseMessage large = await GetAsync("?width=4000");
        using SKBitmap whole = SKBitmap.Decode(await BytesAsync(large));
        Assert.Equal((640, 480), (whole.Width, whole.Height));
        using HttpResponseMessage wrong = await GetAsync("?width=-3");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Fact]
    public async Task Without_a_picture_there_is_nothing_and_without_a_stream_a_sentence()
    {
        using HttpResponseMessage none = await GetAsync();
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Contains("no stream main", await none.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (TestPeer source, TestPeer viewer) = await StartAsync();
        using HttpResponseMessage early = await GetAsync();
        Assert.Equal(HttpStatusCode.NoContent, early.StatusCode);

        await source.SendAsync(new MessageHeader(FrameType.DeltaPixels, MessageFlags.Keyframe | MessageFlags.Encrypted) { Width = 8, Height = 8 }, [1, 2, 3]);
        await viewer.NextAsync(FrameType.DeltaPixels);
        _time.Advance(TimeSpan.FromSeconds(1.1));
        using HttpResponseMessage secret = await GetAsync();
        Assert.Equal(HttpStatusCode.NoContent, secret.StatusCode);
    }

    private static async Task<PictureDecoder> PaintAsync(TestPeer source, TestPeer viewer, TestPainter painter)
    {
        PictureDecoder decoder = new();
        for (int i = 0; i < 3; i++) await source.SendAsync(painter.Paint());
        await DecodeUntilAsync(viewer, decoder, painter.Originator.Newest);
        return decoder;
    }

    private static async Task<byte[]> PixelsAsync(HttpResponseMessage answer)
    {
        using SKBitmap bitmap = SKBitmap.Decode(await BytesAsync(answer), new SKImageInfo(64, 48, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        return bitmap.Bytes;
    }

    private static Task<byte[]> BytesAsync(HttpResponseMessage answer) => answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

    private async Task<(TestPeer Source, TestPeer Viewer)> StartAsync()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        return (source, viewer);
    }

    private async Task<HttpResponseMessage> GetAsync(string query = "", EntityTagHeaderValue? tag = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(Relay.Address, $"/streams/main/snapshot.png{query}"));
        if (tag is not null) request.Headers.IfNoneMatch.Add(tag);
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
