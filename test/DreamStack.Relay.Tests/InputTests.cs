using System.Net.WebSockets;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Relay.Tests;

public class InputTests : RelayTest
{
    [Fact]
    public async Task Inputs_reach_the_source_signed_with_their_viewers_true_id()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, WelcomeControl welcome) = await ViewerAsync();
        // The viewer claims to be 1,000,000 and counts its input as 7.
        byte[] payload = [12, 0, 3, 4, 0x40, 0x42, 0x0F, 0, 4, 4, 7, 0, 0, 0, 10, 0, 20, 0, 1];
        await viewer.SendAsync(new MessageHeader(InputType.PointerDown, MessageFlags.Ext) { Seq = 5, Timestamp = 77 }, payload);
        Received input = await source.NextAsync(InputType.PointerDown);
        Assert.Equal(welcome.Viewer, input.ViewerId);
        Assert.Equal([10, 0, 20, 0, 1], input.Body);
        Assert.Equal(5, input.Header.Seq);
        Assert.Equal(77u, input.Header.Timestamp);
        Assert.True(input.Payload.AsSpan().IndexOf((ReadOnlySpan<byte>)[4, 4, 7, 0, 0, 0]) > 0);
    }

    [Fact]
    public async Task An_input_that_gets_too_large_by_its_signature_closes_the_viewer_and_not_the_source()
    {
        const int Signature = 8;
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        await viewer.SendAsync(InputType.VoiceInput, new byte[WireLimits.MaxInputLength - Signature]);
        Received largest = await source.NextAsync(InputType.VoiceInput);
        Assert.Equal(WireLimits.MaxInputLength, largest.Payload.Length);

        await viewer.SendAsync(InputType.VoiceInput, new byte[WireLimits.MaxInputLength - Signature + 1]);
        await viewer.UntilClosedAsync();
        Assert.Equal((WebSocketCloseStatus)CloseCode.TooLarge, viewer.CloseStatus);
        (TestPeer other, _) = await ViewerAsync();
        await other.SendAsync(InputType.Scroll, new byte[4]);
        await source.NextAsync(InputType.Scroll);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_viewer_holds_is_released_when_it_leaves(bool politely)
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, WelcomeControl welcome) = await ViewerAsync();
        await viewer.SendAsync(InputType.PointerDown, [1, 0, 2, 0, 1]);
        await viewer.SendAsync(InputType.KeyDown, [4, 0, 0]);
        await viewer.SendAsync(InputType.KeyDown, [5, 0, 0]);
        await viewer.SendAsync(InputType.KeyUp, [5, 0, 0]);
        await viewer.SendAsync(InputType.Touch, [9, 3, 0, 4, 0]);
        await source.NextAsync(InputType.Touch);
        if (politely) await viewer.CloseAsync();
        else viewer.Abort();

        Received up = await source.NextAsync(InputType.PointerUp);
        Assert.Equal([1, 0, 2, 0, 0], up.Body);
        Assert.Equal(welcome.Viewer, up.ViewerId);
        Assert.Equal([4, 0, 0], (await source.NextAsync(InputType.KeyUp)).Body);
        Assert.Equal([9, 3, 0, 4, 0], (await source.NextAsync(InputType.TouchCancel)).Body);
    }

    [Fact]
    public async Task The_last_press_drives_and_only_the_driver_resizes()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer first, WelcomeControl one) = await ViewerAsync();
        (TestPeer second, WelcomeControl two) = await ViewerAsync();
        Assert.Equal(one.Viewer, (await second.NextControlAsync<DriverControl>()).Viewer);
        await second.SendAsync(InputType.Resize, [100, 0, 100, 0]);
        await second.SendAsync(InputType.KeyDown, [4, 0, 0]);
        await source.NextAsync(message => Is(message, InputType.KeyDown) && NotResize(message));
        Assert.Equal(two.Viewer, (await first.NextControlAsync<DriverControl>(control => control.Viewer != one.Viewer)).Viewer);

        await first.SendAsync(InputType.Resize, [99, 0, 99, 0]);
        await first.SendAsync(InputType.Scroll, new byte[4]);
        await source.NextAsync(message => Is(message, InputType.Scroll) && NotResize(message));
        await second.SendAsync(InputType.Resize, [100, 0, 100, 0]);
        Assert.Equal(two.Viewer, (await source.NextAsync(InputType.Resize)).ViewerId);

        await second.CloseAsync();
        Assert.Equal(one.Viewer, (await first.NextControlAsync<DriverControl>(control => control.Viewer != two.Viewer)).Viewer);
    }

    [Fact]
    public async Task A_ping_is_answered_by_the_relay_and_not_by_the_source()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        await viewer.SendAsync(InputType.Ping, [1, 2, 3, 4, 5, 6, 7, 8]);
        Received answer = await viewer.NextAsync(message => message.Header.FrameType == FrameType.Ping && message.Body.Length == PingFrame.AnswerSize);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], answer.Body[..8]);
        await source.SendAsync(new MessageHeader(FrameType.Ping), new byte[8]);
        Received back = await source.NextAsync(message => Is(message, InputType.Ping) && message.Body.Length == PingFrame.AnswerSize);
        Assert.True(back.Header.IsInput);
    }

    [Fact]
    public async Task Watchers_are_counted_without_thumbnails()
    {
        (TestPeer viewer, _) = await ViewerAsync();
        Assert.Equal(1, (await viewer.NextControlAsync<WatchersControl>()).Count);
        (TestPeer thumbnail, _) = await ViewerAsync("/stream/main?thumbnail=1");
        Assert.Equal(1, (await thumbnail.NextControlAsync<WatchersControl>()).Count);
        (TestPeer second, _) = await ViewerAsync();
        Assert.Equal(2, (await viewer.NextControlAsync<WatchersControl>()).Count);
        await second.CloseAsync();
        Assert.Equal(1, (await viewer.NextControlAsync<WatchersControl>()).Count);
    }

    [Fact]
    public async Task A_flood_of_inputs_closes_the_one_who_sends_it()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer quiet, _) = await ViewerAsync();
        (TestPeer flood, _) = await ViewerAsync();
        byte[] one = TestPeer.Message(new MessageHeader(InputType.Scroll), new byte[4]);
        byte[] many = [.. Enumerable.Repeat(one, 5000).SelectMany(bytes => bytes)];
        await flood.SendAsync(many);
        await flood.UntilClosedAsync();
        Assert.Equal((WebSocketCloseStatus)CloseCode.TooMany, flood.CloseStatus);
        await quiet.SendAsync(InputType.KeyDown, [4, 0, 0]);
        await source.NextAsync(InputType.KeyDown);
    }

    private static bool Is(Received message, InputType type) => message.Header.IsInput && message.Header.InputType == type;

    private static bool NotResize(Received message)
    {
        Assert.False(Is(message, InputType.Resize));
        return true;
    }
}
