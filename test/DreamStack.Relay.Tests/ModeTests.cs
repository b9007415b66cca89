using System.Text;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;

namespace DreamStack.Relay.Tests;

public class ModeTests : RelayTest
{
    [Fact]
    public async Task A_mode_switch_is_live_and_begins_with_what_the_new_mode_needs()
    {
        (TestPeer source, _) = await SourceAsync();
        TestPainter painter = new();
        await source.SendAsync(Signals(FrameType.SignalSync, """{"x":1}"""));
        await source.SendAsync(painter.Paint());
        (TestPeer viewer, _) = await ViewerAsync("/stream/main?mode=signal");
        Received sync = await viewer.NextAsync(FrameType.SignalSync);
        Assert.Equal("""{"x":1}""", Encoding.UTF8.GetString(sync.Body));

        await viewer.SendAsync(new ModeControl(StreamMode.Delta));
        Received picture = await viewer.NextAsync(message => message.Header.IsPicture);
        Assert.True(picture.Header.IsKeyframe);
        Assert.Equal(FrameType.DeltaPixels, picture.Header.FrameType);

        await viewer.SendAsync(new ModeControl(StreamMode.Pixel));
        picture = await viewer.NextAsync(message => message.Header.IsPicture);
        Assert.Equal(FrameType.Pixels, picture.Header.FrameType);
        Assert.True(picture.Body.AsSpan().SequenceEqual(painter.Rgba));

        await source.SendAsync(Signals(FrameType.SignalDiff, """{"y":2}"""));
        await source.SendAsync(painter.Paint());
        picture = await viewer.NextAsync(message => !message.IsControl && message.Header.FrameType != FrameType.Ping);
        Assert.Equal(FrameType.Pixels, picture.Header.FrameType);

        await viewer.SendAsync(new ModeControl(StreamMode.Signal));
        sync = await viewer.NextAsync(message => !message.IsControl && message.Header.FrameType != FrameType.Ping);
        Assert.Equal(FrameType.SignalSync, sync.Header.FrameType);
        Assert.Equal("""{"x":1,"y":2}""", Encoding.UTF8.GetString(sync.Body));
        await source.SendAsync(painter.Paint());
        await source.SendAsync(Signals(FrameType.SignalDiff, """{"y":null}"""));
        Received diff = await viewer.NextAsync(message => !message.IsControl && message.Header.FrameType != FrameType.Ping);
        Assert.Equal(FrameType.SignalDiff, diff.Header.FrameType);
    }

    [Fact]
    public async Task Sound_comes_only_to_those_who_asked()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer deaf, _) = await ViewerAsync("/stream/main?mode=signal");
        (TestPeer listener, _) = await ViewerAsync("/stream/main?mode=signal&audio=1");
        MessageHeader audio = new(FrameType.AudioPcm) { Width = 24000, Height = 1 };
        await source.SendAsync(audio, new byte[480 * 4]);
        await listener.NextAsync(FrameType.AudioPcm);
        await source.SendAsync(new MessageHeader(FrameType.Haptic), new byte[3]);
        Received first = await deaf.NextAsync(message => !message.IsControl && message.Header.FrameType != FrameType.Ping);
        Assert.Equal(FrameType.Haptic, first.Header.FrameType);
    }

    [Fact]
    public async Task A_pixel_viewer_gets_the_picture_exactly_and_the_causes_with_it()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync("/stream/main?mode=pixel");
        TestPainter painter = new();
        byte[] ext = [10, 0, 5, 8, 7, 0, 0, 0, 99, 0, 0, 0];
        byte[] painted = painter.Paint(ext: ext);
        MessageHeader.TryRead(painted, out MessageHeader header);
        await source.SendAsync(painted);

        Received picture = await viewer.NextAsync(message => message.Header.IsPicture);
        Assert.True(picture.Body.AsSpan().SequenceEqual(painter.Rgba));
        Assert.True(picture.Header.HasExt);
        Assert.Equal(0ul, picture.FullSeq);
        Assert.True(picture.Payload.AsSpan(12, 10).SequenceEqual(ext.AsSpan(2)));
        Assert.Equal(header.Seq, picture.Header.Seq);
        Assert.Equal(header.Timestamp, picture.Header.Timestamp);
    }

    [Fact]
    public async Task A_viewer_that_lost_its_picture_gets_a_whole_one_without_the_source_being_asked()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        TestPainter painter = new();
        PictureDecoder decoder = new();
        await source.SendAsync(painter.Paint());
        await source.SendAsync(painter.Paint());
        await DecodeUntilAsync(viewer, decoder, 1);
        await viewer.SendAsync(InputType.KeyframeRequest, default);
        Received picture = await viewer.NextAsync(message => message.Header.IsPicture);
        Assert.True(picture.Header.IsKeyframe);
        Assert.Equal(1, picture.Header.Seq);
        await viewer.SendAsync(InputType.Scroll, new byte[4]);
        Received input = await source.NextAsync(message => !message.IsControl && message.Header.InputType != InputType.Ping);
        Assert.Equal(InputType.Scroll, input.Header.InputType);
    }
}
