using System.Buffers.Binary;
using System.Net.WebSockets;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;

namespace DreamStack.Relay.Tests;

public class MalformedPeerTests : RelayTest
{
    public static TheoryData<string, byte[], int, string> SourceSends => new()
    {
        { "an input", TestPeer.Message(new MessageHeader(InputType.KeyframeRequest), default), 4400, "INPUT" },
        { "a cut header", new byte[7], 4400, "ends before" },
        { "a cut payload", TestPeer.Message(new MessageHeader(FrameType.Haptic), new byte[3])[..^1], 4400, "ends before" },
        { "a 65 MiB payload", Header(new MessageHeader(FrameType.CompressedPixels) { Width = 9, Height = 9 }, 65 << 20), 4413, "are allowed" },
        { "a picture of 4001x4000", Header(new MessageHeader(FrameType.DeltaPixels) { Width = 4001, Height = 4000 }, 9), 4413, "pixels" },
        { "a picture without pixels", Header(new MessageHeader(FrameType.Pixels), 0), 4400, "no pixels" },
        { "pixels of the wrong length", Header(new MessageHeader(FrameType.Pixels) { Width = 2, Height = 2 }, 15), 4400, "does not fit" },
        { "a delta of an unknown op", TestPeer.Message(new MessageHeader(FrameType.DeltaPixels, MessageFlags.Keyframe) { Width = 2, Height = 2 }, [9, 0, 0, 0]), 4400, "not what the protocol says" },
        { "signals that are no object", TestPeer.Message(new MessageHeader(FrameType.SignalDiff), "[1]"u8), 4400, "not what the protocol says" },
        { "signals that are no JSON", TestPeer.Message(new MessageHeader(FrameType.SignalSync), "{\"a\":"u8), 4400, "not what the protocol says" },
        { "signals nested too deep", TestPeer.Message(new MessageHeader(FrameType.SignalSync), Deep(40)), 4400, "not what the protocol says" },
        { "control that is no JSON", TestPeer.Message(new MessageHeader(FrameType.Control), "hello"u8), 4400, "not what the protocol says" },
        { "an EXT block past its payload", TestPeer.Message(new MessageHeader(FrameType.Haptic, MessageFlags.Ext), [200, 0, 1]), 4400, "EXT" },
        { "signals whose name is half a character", TestPeer.Message(new MessageHeader(FrameType.SignalDiff), """{"\ud800":1}"""u8), 4400, "not what the protocol says" },
        { "a vibration of two bytes", TestPeer.Message(new MessageHeader(FrameType.Haptic), new byte[2]), 4400, "not what the protocol says" },
        { "an end without a reason", TestPeer.Message(new MessageHeader(FrameType.End), default), 4400, "not what the protocol says" },
        { "half a sound sample", TestPeer.Message(new MessageHeader(FrameType.AudioPcm) { Width = 24000, Height = 1 }, new byte[6]), 4400, "not what the protocol says" },
        { "sound without channels", TestPeer.Message(new MessageHeader(FrameType.AudioPcm) { Width = 24000 }, new byte[4]), 4400, "not what the protocol says" },
        { "control without an op", TestPeer.Message(new MessageHeader(FrameType.Control), "{}"u8), 4400, "not what the protocol says" },
        { "a compressed frame of nothing", TestPeer.Message(new MessageHeader(FrameType.Compressed), [1]), 4400, "not what the protocol says" },
        { "a ping of three bytes", TestPeer.Message(new MessageHeader(FrameType.Ping), new byte[3]), 4400, "not what the protocol says" },
    };

    public static TheoryData<string, byte[], int, string> ViewerSends => new()
    {
        { "a frame", TestPeer.Message(new MessageHeader(FrameType.Haptic), new byte[3]), 4400, "INPUT" },
        { "a cut header", new byte[15], 4400, "ends before" },
        { "a large paste", Header(new MessageHeader(InputType.Text), 70_000), 4413, "are allowed" },
        { "text that is not UTF-8", TestPeer.Message(new MessageHeader(InputType.Text), [0xC3, 0x28]), 4400, "not what the protocol says" },
        { "a short pointer", TestPeer.Message(new MessageHeader(InputType.Pointer), new byte[4]), 4400, "not what the protocol says" },
        { "a resize to nothing", TestPeer.Message(new MessageHeader(InputType.Resize), new byte[4]), 4400, "not what the protocol says" },
        { "control without an op", TestPeer.Message(new MessageHeader(InputType.Control), "{}"u8), 4400, "not what the protocol says" },
        { "a bad EXT entry", TestPeer.Message(new MessageHeader(InputType.KeyframeRequest, MessageFlags.Ext), [3, 0, 4, 9, 1]), 4400, "EXT" },
        { "nothing", [], 4400, "ends before" },
    };

    [Theory]
    [MemberData(nameof(SourceSends))]
    public async Task A_source_that_breaks_the_protocol_is_told_why_and_nobody_else_notices(
        string what, byte[] bytes, int code, string reason)
    {
        Assert.NotEmpty(what);
        await Bystanders.CheckAsync(this, async () =>
        {
            TestPeer bad = await ConnectAsync("/source/other");
            await bad.SendAsync(bytes);
            await AssertClosedAsync(bad, code, reason);
        });
    }

    [Theory]
    [MemberData(nameof(ViewerSends))]
    public async Task A_viewer_that_breaks_the_protocol_is_told_why_and_nobody_else_notices(
        string what, byte[] bytes, int code, string reason)
    {
        Assert.NotEmpty(what);
        await Bystanders.CheckAsync(this, async () =>
        {
            TestPeer bad = await ConnectAsync("/stream/main");
            await bad.SendAsync(bytes);
            await AssertClosedAsync(bad, code, reason);
        });
    }

    [Theory]
    [InlineData("/source/other")]
    [InlineData("/stream/main")]
    public async Task A_text_message_is_refused(string path) => await Bystanders.CheckAsync(this, async () =>
    {
        TestPeer bad = await ConnectAsync(path);
        await bad.SendTextAsync("hello");
        await AssertClosedAsync(bad, 4400, "binary");
    });

    [Fact]
    public async Task A_large_announced_payload_costs_no_memory_before_it_comes()
    {
        TestPeer peer = await ConnectAsync("/source/other");
        await peer.NextControlAsync<WelcomeControl>();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        MessageHeader header = new(FrameType.CompressedPixels) { Width = 3000, Height = 3000 };
        await peer.SendAsync(Header(header, WireLimits.MaxPayloadLength), endOfMessage: false);
        await peer.SendAsync(new byte[100], endOfMessage: false);
        // The answer to a ping on another connection says that the relay has had its turn.
        (TestPeer other, _) = await ViewerAsync();
        await other.SendAsync(InputType.Ping, new byte[8]);
        await other.NextAsync(message => message.Header.FrameType == FrameType.Ping && message.Body.Length == 16);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 8 << 20);
    }

    [Fact]
    public async Task A_stream_that_does_not_decode_closes_its_source_once_somebody_needs_the_picture()
    {
        (TestPeer source, _) = await SourceAsync();
        byte[] junk = new byte[40];
        Array.Fill(junk, (byte)0xEE);
        junk[0] = junk[1] = junk[2] = junk[3] = 0;
        MessageHeader header = new(FrameType.DeltaPixels, MessageFlags.Keyframe) { Width = 8, Height = 8 };
        await source.SendAsync(header, junk);
        (TestPeer viewer, _) = await ViewerAsync("/stream/main?mode=pixel");
        await AssertClosedAsync(source, 4400, "does not decode");
        await viewer.NextControlAsync<SourceControl>(control => !control.Present);
    }

    internal Task<(TestPeer Source, string Token)> OpenSourceAsync() => SourceAsync();

    internal Task<(TestPeer Viewer, WelcomeControl Welcome)> OpenViewerAsync() => ViewerAsync();

    internal static Task DecodeAsync(TestPeer viewer, PictureDecoder decoder, ushort seq) => DecodeUntilAsync(viewer, decoder, seq);

    private static async Task AssertClosedAsync(TestPeer peer, int code, string reason)
    {
        await peer.UntilClosedAsync();
        Assert.Equal((WebSocketCloseStatus)code, peer.CloseStatus);
        Assert.Contains(reason, peer.CloseReason, StringComparison.Ordinal);
    }

    private static byte[] Header(MessageHeader header, int announced)
    {
        byte[] bytes = TestPeer.Message(header, default);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), announced);
        return bytes;
    }

    private static byte[] Deep(int levels) =>
        System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels));
}
