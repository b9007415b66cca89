using System.Net.WebSockets;
using DreamStack.Relay.Tests.Framing;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Frames;
using Microsoft.Extensions.Time.Testing;

namespace DreamStack.Relay.Tests;

public class SilenceTests : RelayTest
{
    private readonly FakeTimeProvider _time = new();

    protected override TimeProvider Time => _time;

    // Turned as fast as here, the clock would cut a goodbye short, and take a message on its way for one that is not taken.
    protected override RelayOptions Options { get; } =
        new() { Port = 0, CloseTimeout = TimeSpan.FromMinutes(5), StallTimeout = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task A_viewer_that_answered_and_then_hangs_is_closed_and_told_why()
    {
        (TestPeer viewer, _) = await ViewerAsync();
        await AnswerPingAsync(viewer);

        for (TimeSpan silent = TimeSpan.Zero; silent <= Options.KeepAlive + Options.PingInterval; silent += Options.PingInterval) _time.Advance(Options.PingInterval);
        await viewer.UntilClosedAsync();

        Assert.Equal((WebSocketCloseStatus)CloseCode.TooSlow, viewer.CloseStatus);
        Assert.Contains("no sign of life", viewer.CloseReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_that_keeps_answering_and_one_that_never_did_both_stay()
    {
        (TestPeer answers, _) = await ViewerAsync();
        await using RawPeer mute = await RawPeer.ConnectAsync(Relay);
        // The handshake's answer comes before the viewer is there: its silence is to begin before the clock turns.
        await mute.SendAsync(ClientFrame.Make(0x89, "there"u8));
        await mute.ReadAsync(10);
        TimeSpan silent = TimeSpan.Zero;
        for (TimeSpan passed = TimeSpan.Zero; passed <= 3 * Options.KeepAlive; passed += Options.PingInterval)
        {
            await AnswerPingAsync(answers);
            silent += Options.PingInterval;
            if (silent < Options.KeepAlive) continue;
            // Its program answers nothing; its WebSocket does, as every one does that is read from.
            await mute.SendAsync(ClientFrame.Make(0x8A, await mute.ReadAsync(9)));
            // The answer to a question of its own shows that the relay has heard it.
            await mute.SendAsync(ClientFrame.Make(0x89, "heard"u8));
            await mute.ReadAsync(10);
            silent = TimeSpan.Zero;
        }

        (TestPeer source, _) = await SourceAsync();
        await source.SendAsync(new TestPainter().Paint());

        Assert.True((await answers.NextAsync(FrameType.DeltaPixels)).Header.IsKeyframe);
        while ((await mute.ReadAsync(2))[0] != (byte)FrameType.DeltaPixels)
        {
            // Questions and news of the stream come before.
        }
    }

    private async Task AnswerPingAsync(TestPeer viewer)
    {
        _time.Advance(Options.PingInterval);
        Received question = await viewer.NextAsync(FrameType.Ping);
        Assert.True(PingFrame.TryRead(question.Body, out PingFrame ping));
        byte[] answer = new byte[PingFrame.AnswerSize];
        (ping with { AnswererUs = 1 }).Write(answer);
        await viewer.SendAsync(InputType.Ping, answer);
        // Another question of its own shows that the relay has read what came before it.
        byte[] mine = new byte[PingFrame.AnswerSize / 2];
        new PingFrame(7).Write(mine);
        await viewer.SendAsync(InputType.Ping, mine);
        await viewer.NextAsync(message => message.Header.FrameType == FrameType.Ping && message.Body.Length == PingFrame.AnswerSize);
    }
}
