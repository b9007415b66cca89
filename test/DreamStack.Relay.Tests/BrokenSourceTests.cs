using System.Net.WebSockets;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Relay.Tests;

public class BrokenSourceTests : RelayTest
{
    [Fact]
    public async Task Signals_that_are_no_text_close_their_source_and_its_viewers_and_joiners_go_on()
    {
        (TestPeer source, string token) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync("/stream/main?mode=signal");
        await source.SendAsync(Signals(FrameType.SignalSync, """{"a":1}"""));
        await viewer.NextAsync(FrameType.SignalSync);
        await source.SendAsync(Signals(FrameType.SignalDiff, """{"\ud800":1}"""));
        await AssertMalformedAsync(source);
        await viewer.NextControlAsync<SourceControl>(control => !control.Present);
        (TestPeer joiner, WelcomeControl welcome) = await ViewerAsync("/stream/main?mode=signal");
        Assert.False(welcome.Source!.Present);
        await joiner.NextAsync(FrameType.SignalSync);

        (TestPeer back, _) = await SourceAsync($"/source/main?resume={token}");
        await back.SendAsync(Signals(FrameType.SignalDiff, """{"a":2}"""));
        await viewer.NextAsync(FrameType.SignalDiff);
        await joiner.NextAsync(FrameType.SignalDiff);
    }

    [Fact]
    public async Task A_state_that_names_a_member_twice_closes_its_source_and_is_not_kept_for_the_next_one()
    {
        (TestPeer source, string token) = await SourceAsync();
        (TestPeer early, _) = await ViewerAsync("/stream/main?mode=signal");
        await source.SendAsync(Signals(FrameType.SignalSync, """{"a":1}"""));
        await source.SendAsync(Signals(FrameType.SignalDiff, """{"b":1,"b":2}"""));
        await early.NextAsync(FrameType.SignalDiff);
        (TestPeer joiner, _) = await ViewerAsync("/stream/main?mode=signal");
        await AssertMalformedAsync(source);
        (TestPeer back, _) = await SourceAsync($"/source/main?resume={token}");
        await ViewerAsync("/stream/main?mode=signal");
        await back.SendAsync(Signals(FrameType.SignalSync, """{"a":3}"""));
        await joiner.NextAsync(FrameType.SignalSync);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_viewer_that_cannot_use_a_picture_makes_the_relay_look_at_it_and_stays(bool keyframe)
    {
        (TestPeer source, string token) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        TestPainter painter = new();
        await source.SendAsync(painter.Paint());
        await DecodeUntilAsync(viewer, new PictureDecoder(), 0);
        // The prefix is right, what follows is no coded picture.
        MessageHeader header = new(FrameType.DeltaPixels, keyframe ? MessageFlags.Keyframe : MessageFlags.None) { Width = 64, Height = 48, Seq = 1 };
        await source.SendAsync(header, [0, 0, 0, 0, 0xFF, 0xFF, 0xFF]);
        await viewer.NextAsync(message => message.Header.IsPicture);
        await viewer.SendAsync(InputType.KeyframeRequest, default);
        await AssertMalformedAsync(source);
        await viewer.NextControlAsync<SourceControl>(control => !control.Present);

        (TestPeer back, _) = await SourceAsync($"/source/main?resume={token}");
        await back.SendAsync(painter.Paint(keyframe: true));
        PictureDecoder decoder = new();
        await DecodeUntilAsync(viewer, decoder, 1);
        Assert.True(decoder.Rgba.SequenceEqual(painter.Rgba));
    }

    [Fact]
    public async Task A_polite_end_is_no_protocol_error_and_its_reason_is_read_behind_the_EXT_block()
    {
        (TestPeer source, string token) = await SourceAsync();
        // An EXT block of one empty entry, then the reason: the source comes back in a moment.
        await source.SendAsync(new MessageHeader(FrameType.End, MessageFlags.Ext), [2, 0, 99, 0, (byte)EndReason.Restarting]);
        await source.UntilClosedAsync();
        Assert.Equal(WebSocketCloseStatus.NormalClosure, source.CloseStatus);
        (_, string same) = await SourceAsync($"/source/main?resume={token}");
        Assert.Equal(token, same);
        using HttpClient http = TestCertificate.Http();
        string metrics = await http.GetStringAsync(new Uri(Relay.Address, "/metrics"), TestContext.Current.CancellationToken);
        Assert.Contains("dreamstack_protocol_errors_total 0", metrics, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MessageFlags.ClassReliable)]
    [InlineData(MessageFlags.ClassPerishable)]
    public async Task A_message_larger_than_its_lane_closes_the_source_and_not_the_viewers(MessageFlags flags)
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        await source.SendAsync(new MessageHeader((FrameType)0x77, flags), new byte[1024 * 1024 + 1]);
        await source.UntilClosedAsync();
        Assert.Equal((WebSocketCloseStatus)CloseCode.TooLarge, source.CloseStatus);
        await viewer.NextControlAsync<SourceControl>(control => !control.Present);
        await viewer.SendAsync(InputType.Ping, new byte[8]);
        await viewer.NextAsync(message => message.Header.FrameType == FrameType.Ping && message.Body.Length == PingFrame.AnswerSize);
    }

    private static async Task AssertMalformedAsync(TestPeer source)
    {
        await source.UntilClosedAsync();
        Assert.Equal((WebSocketCloseStatus)CloseCode.Malformed, source.CloseStatus);
    }
}
