using System.Net.WebSockets;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Relay.Tests;

public class SourceTests : RelayTest
{
    [Fact]
    public async Task A_second_source_on_a_taken_stream_is_refused_with_a_reason()
    {
        (TestPeer first, _) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        TestPeer second = await ConnectAsync("/source/main?resume=guess");
        EndFrame? end = await second.UntilClosedAsync();
        Assert.Equal(EndReason.Refused, end!.Value.Reason);
        Assert.Contains("has a source already", end.Value.Text, StringComparison.Ordinal);
        Assert.Equal((WebSocketCloseStatus)CloseCode.StreamTaken, second.CloseStatus);
        Assert.Equal(end.Value.Text, second.CloseReason);

        TestPainter painter = new();
        await first.SendAsync(painter.Paint());
        await DecodeUntilAsync(viewer, new PictureDecoder(), 0);
    }

    [Fact]
    public async Task A_source_that_comes_back_with_its_token_finds_its_viewers_and_its_picture()
    {
        (TestPeer source, string token) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        await viewer.NextControlAsync<WatchersControl>();
        TestPainter painter = new();
        PictureDecoder decoder = new();
        await source.SendAsync(painter.Paint());
        await DecodeUntilAsync(viewer, decoder, 0);
        source.Abort();
        await viewer.NextControlAsync<SourceControl>(control => !control.Present);

        (TestPeer joiner, WelcomeControl welcome) = await ViewerAsync();
        Assert.False(welcome.Source!.Present);
        await DecodeUntilAsync(joiner, new PictureDecoder(), 0);

        (TestPeer back, string same) = await SourceAsync($"/source/main?resume={token}");
        Assert.Equal(token, same);
        SourceControl told = await viewer.NextControlAsync<SourceControl>(control => control.Present);
        Assert.Equal(0, told.AwayMs);
        // The delta builds on the picture from before the loss: nobody needs a new whole one.
        await back.SendAsync(painter.Paint());
        await DecodeUntilAsync(viewer, decoder, 1);
        Assert.True(decoder.Rgba.SequenceEqual(painter.Rgba));
    }

    [Fact]
    public async Task A_stranger_is_told_how_long_a_lost_source_is_waited_for()
    {
        (TestPeer source, string token) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        source.Abort();
        await viewer.NextControlAsync<SourceControl>(control => !control.Present);
        TestPeer stranger = await ConnectAsync("/source/main");
        await stranger.UntilClosedAsync();
        Assert.Equal((WebSocketCloseStatus)CloseCode.StreamTaken, stranger.CloseStatus);
        Assert.Contains("s more", stranger.CloseReason, StringComparison.Ordinal);
        (_, string same) = await SourceAsync($"/source/main?resume={token}");
        Assert.Equal(token, same);
    }

    [Fact]
    public async Task A_token_takes_the_stream_back_from_a_connection_that_only_looks_alive()
    {
        (TestPeer halfDead, string token) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        (TestPeer back, _) = await SourceAsync($"/source/main?resume={token}");
        await halfDead.UntilClosedAsync();
        Assert.Equal((WebSocketCloseStatus)CloseCode.StreamTaken, halfDead.CloseStatus);

        TestPainter painter = new();
        await back.SendAsync(painter.Paint());
        await DecodeUntilAsync(viewer, new PictureDecoder(), 0);
    }

    [Fact]
    public async Task End_reaches_the_viewers_who_stay_and_a_new_source_makes_them_live_again()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        TestPainter painter = new();
        await source.SendAsync(painter.Paint());
        byte[] body = new byte[EndSize("That was it.")];
        new EndFrame(EndReason.Over, "That was it.").Write(body);
        await source.SendAsync(new MessageHeader(FrameType.End), body);
        Received end = await viewer.NextAsync(FrameType.End);
        Assert.True(EndFrame.TryRead(end.Body, out EndFrame frame));
        Assert.Equal("That was it.", frame.Text);
        await source.UntilClosedAsync();
        Assert.Equal(WebSocketCloseStatus.NormalClosure, source.CloseStatus);

        (TestPeer next, _) = await SourceAsync();
        await viewer.NextControlAsync<SourceControl>(control => control.Present);
        TestPainter other = new(32, 32);
        await next.SendAsync(other.Paint());
        PictureDecoder decoder = new();
        await DecodeUntilAsync(viewer, decoder, 0);
        Assert.Equal(32, decoder.Width);
    }

    [Fact]
    public async Task Demand_follows_the_union_of_what_viewers_want()
    {
        (TestPeer source, _) = await SourceAsync();
        Assert.Equal(new DemandControl(false, false, 0), await source.NextControlAsync<DemandControl>());
        (TestPeer signal, _) = await ViewerAsync("/stream/main?mode=signal");
        Assert.Equal(new DemandControl(false, false, 1), await source.NextControlAsync<DemandControl>());
        (TestPeer thumbnail, _) = await ViewerAsync("/stream/main?thumbnail=1");
        Assert.Equal(new DemandControl(true, false, 1), await source.NextControlAsync<DemandControl>());
        await thumbnail.CloseAsync();
        Assert.Equal(new DemandControl(false, false, 1), await source.NextControlAsync<DemandControl>());
        await signal.SendAsync(new AudioControl(true));
        Assert.Equal(new DemandControl(false, true, 1), await source.NextControlAsync<DemandControl>());
        await signal.SendAsync(new ModeControl(StreamMode.Pixel));
        Assert.Equal(new DemandControl(true, true, 1), await source.NextControlAsync<DemandControl>());
        await signal.CloseAsync();
        Assert.Equal(new DemandControl(false, false, 0), await source.NextControlAsync<DemandControl>());
    }

    [Fact]
    public async Task A_delta_without_its_base_makes_the_relay_ask_for_a_whole_picture_and_reaches_nobody()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        TestPainter painter = new();
        PictureDecoder decoder = new();
        await source.SendAsync(painter.Paint());
        await DecodeUntilAsync(viewer, decoder, 0);
        painter.Paint();
        await source.SendAsync(painter.Paint());
        await source.NextAsync(InputType.KeyframeRequest);
        await source.SendAsync(painter.Paint(keyframe: true));
        Assert.Equal(1, await DecodeUntilAsync(viewer, decoder, 3));
        Assert.True(decoder.Rgba.SequenceEqual(painter.Rgba));
    }

    [Fact]
    public async Task Streams_do_not_see_each_other()
    {
        (TestPeer left, _) = await SourceAsync("/source/left");
        (TestPeer right, _) = await SourceAsync("/source/right");
        (TestPeer leftViewer, _) = await ViewerAsync("/stream/left");
        (TestPeer rightViewer, _) = await ViewerAsync("/stream/right");
        TestPainter small = new(16, 16);
        TestPainter large = new(80, 80);
        await left.SendAsync(small.Paint());
        await right.SendAsync(large.Paint());
        PictureDecoder decoder = new();
        await DecodeUntilAsync(leftViewer, decoder, 0);
        Assert.Equal(16, decoder.Width);
        await DecodeUntilAsync(rightViewer, decoder, 0);
        Assert.Equal(80, decoder.Width);
    }

    private static int EndSize(string text) => new EndFrame(EndReason.Over, text).Size;
}
