using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using DreamStack.Client.Connections;
using DreamStack.Client.Receiving;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;
using DreamStack.Streaming.Wire.Inputs;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace DreamStack.Tests.Client.Receiving;

public sealed class ReceiverClientTests
{
    private static readonly WelcomeControl Welcome = new(
        "main", 7, StreamMode.Delta, new SourceControl(true, "springs", [StreamMode.Delta], 0), null);

    private readonly FakeRelay _relay = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task The_address_says_what_the_receiver_wishes_for()
    {
        await using ReceiverClient client = Create(new ReceiverOptions { Stream = "s1", Mode = StreamMode.Pixel, Audio = true });
        client.Start();
        FakePeer peer = await _relay.AcceptAsync();
        Assert.Equal("/stream/s1?mode=pixel&audio=1&thumbnail=0", peer.Address.PathAndQuery);
    }

    [Fact]
    public async Task Pictures_arrive_bit_for_bit_through_keyframe_and_delta()
    {
        await using ReceiverClient client = Create();
        EventQueue<byte[]> pictures = new();
        client.Picture += picture => pictures.Add(picture.Rgba.ToArray());
        FakePeer peer = await ConnectAsync(client);

        PictureEncoder encoder = new();
        Originator originator = new(_time);
        byte[] rgba = Opaque(6, 4);
        for (int step = 0; step < 3; step++)
        {
            rgba[step * 4] ^= 0x5A;
            ArrayBufferWriter<byte> message = new();
            Assert.True(encoder.TryEncode(rgba, 6, 4, false, originator, default, message));
            await peer.SendAsync(message.WrittenSpan.ToArray());
            Assert.Equal(rgba, await pictures.NextAsync());
        }

        Assert.Equal(3, client.Stats.Pictures);
        (_, byte[] ack, _) = await peer.ReceiveAsync((byte)InputType.Ack);
        Assert.True(AckInput.TryRead(ack, out AckInput input));
        Assert.Equal(0, input.Decoded);
    }

    [Fact]
    public async Task A_delta_without_its_base_is_answered_by_one_request_for_a_keyframe()
    {
        await using ReceiverClient client = Create();
        FakePeer peer = await ConnectAsync(client);
        byte[] body = [0, 0, 5, 0];
        MessageHeader delta = new(FrameType.DeltaPixels) { Seq = 6, Width = 4, Height = 4 };
        await peer.SendFrameAsync(delta, body);
        await peer.SendFrameAsync(delta with { Seq = 7 }, body);
        await peer.ReceiveAsync((byte)InputType.KeyframeRequest);
        await peer.SendFrameAsync(new MessageHeader(FrameType.Ping), new byte[8]);
        await peer.ReceiveAsync((byte)InputType.Ping);
        Assert.Equal(1, client.Stats.Resyncs);
    }

    [Fact]
    public async Task A_picture_that_is_not_the_sources_is_counted_and_asked_for_anew()
    {
        await using ReceiverClient client = Create();
        FakePeer peer = await ConnectAsync(client);
        byte[] rgba = [1, 2, 3, 255];
        byte[] hash = new byte[PictureHashFrame.Size];
        new PictureHashFrame(PictureCheck.HashOf(rgba)).Write(hash);
        await peer.SendFrameAsync(new MessageHeader(FrameType.Pixels, MessageFlags.Keyframe) { Seq = 1, Width = 1, Height = 1 }, rgba);
        await peer.SendFrameAsync(new MessageHeader(FrameType.PictureHash) { Seq = 1 }, hash);

        // One bit of the next picture went another way than the source's; its hash overtakes it.
        await peer.SendFrameAsync(new MessageHeader(FrameType.PictureHash) { Seq = 2 }, hash);
        await peer.SendFrameAsync(new MessageHeader(FrameType.Pixels, MessageFlags.Keyframe) { Seq = 2, Width = 1, Height = 1 }, [1, 2, 2, 255]);
        await peer.ReceiveAsync((byte)InputType.KeyframeRequest);

        Assert.Equal((2, 1), (client.Stats.Checked, client.Stats.Diverged));
    }

    [Fact]
    public async Task An_inputs_latency_ends_with_the_message_that_names_it()
    {
        await using ReceiverClient client = Create();
        EventQueue<string> signals = new();
        client.Signals += state => signals.Add(Encoding.UTF8.GetString(state.Json));
        FakePeer peer = await ConnectAsync(client);

        uint id = client.Inputs.Pointer(InputType.PointerDown, new PointerInput(3, 4, 1));
        (_, byte[] body, uint sent) = await peer.ReceiveAsync((byte)InputType.PointerDown);
        Assert.Equal(id, sent);
        Assert.True(PointerInput.TryRead(body, out PointerInput pointer));
        Assert.Equal(new PointerInput(3, 4, 1), pointer);

        _time.Advance(TimeSpan.FromMilliseconds(12));
        await peer.SendFrameAsync(new MessageHeader(FrameType.SignalDiff), "{}"u8.ToArray(), CausedBy(7, id));
        Assert.Equal("{}", await signals.NextAsync());
        Assert.Equal(12, client.Stats.LatencyP50!.Value.TotalMilliseconds, 3);
    }

    [Fact]
    public async Task A_lost_connection_is_tried_again_after_the_wait_with_the_newest_wishes()
    {
        await using ReceiverClient client = Create();
        EventQueue<TimeSpan> waits = new();
        client.Reconnecting += (delay, _) => waits.Add(delay);
        FakePeer peer = await ConnectAsync(client);
        client.SetMode(StreamMode.Signal);
        await peer.ReceiveAsync((byte)InputType.Control);

        _relay.FailNext("Nothing answers.");
        peer.Drop();
        TimeSpan first = await waits.NextAsync();
        Assert.Equal(ReceiverState.Reconnecting, client.State);
        await AdvanceUntilAsync(waits.NextAsync(), first);

        Task<FakePeer> accepting = _relay.AcceptAsync();
        await AdvanceUntilAsync(accepting, TimeSpan.FromSeconds(1));
        Assert.Contains("mode=signal", (await accepting).Address.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4409, "main has a source already.")]
    [InlineData(4400, "Bad.")]
    public async Task A_close_that_would_come_again_is_final(int code, string reason)
    {
        await using ReceiverClient client = Create();
        EventQueue<string> refusals = new();
        client.Refused += refusals.Add;
        FakePeer peer = await ConnectAsync(client);
        await peer.CloseAsync(code, reason);
        Assert.Equal(reason, await refusals.NextAsync());
        await client.Completion.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        Assert.Equal(ReceiverState.Refused, client.State);
    }

    [Fact]
    public async Task A_relay_that_sends_nonsense_is_closed_with_the_reason()
    {
        await using ReceiverClient client = Create();
        FakePeer peer = await ConnectAsync(client);
        byte[] message = new byte[MessageHeader.Size];
        new MessageHeader(FrameType.Haptic) { PayloadLength = 5000 }.Write(message);
        await peer.SendAsync(message);
        (int code, string reason) = await peer.ReceiveCloseAsync();
        Assert.Equal((int)CloseCode.TooLarge, code);
        Assert.Contains("5000", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_reads_wrong_is_skipped_and_counted_and_a_bad_picture_is_asked_for_again()
    {
        await using ReceiverClient client = Create();
        EventQueue<HapticFrame> haptics = new();
        client.Haptic += haptics.Add;
        FakePeer peer = await ConnectAsync(client);
        await peer.SendFrameAsync(new MessageHeader(FrameType.Haptic), [1]);
        await peer.SendFrameAsync(new MessageHeader(FrameType.End), []);
        await peer.SendFrameAsync(new MessageHeader(FrameType.Control), "nonsense"u8.ToArray());
        await peer.SendFrameAsync(new MessageHeader(FrameType.Compressed), [1, 2, 3]);
        await peer.SendFrameAsync(new MessageHeader(FrameType.DeltaPixels, MessageFlags.Keyframe) { Width = 4, Height = 4 }, [9]);
        await peer.SendFrameAsync(new MessageHeader(FrameType.Haptic), [40, 0, 200]);
        Assert.Equal(new HapticFrame(40, 200), await haptics.NextAsync());
        await peer.ReceiveAsync((byte)InputType.KeyframeRequest);
        Assert.Equal((5, 1), (client.Stats.Skipped, client.Stats.Resyncs));
    }

    [Fact]
    public async Task A_wish_made_while_connecting_is_told_after_the_welcome()
    {
        await using ReceiverClient client = Create();
        _relay.WhileConnecting = () => client.SetMode(StreamMode.Pixel);
        client.Start();
        FakePeer peer = await _relay.AcceptAsync();
        Assert.Contains("mode=delta", peer.Address.Query, StringComparison.Ordinal);
        await peer.SendControlAsync(Welcome);
        (_, byte[] body, _) = await peer.ReceiveAsync((byte)InputType.Control);
        Assert.Equal(ReadStatus.Done, ControlMessage.TryRead(body, out ControlMessage? control));
        Assert.Equal(new ModeControl(StreamMode.Pixel), control);
    }

    [Fact]
    public async Task Connections_that_end_before_the_welcome_are_tried_again_after_longer_and_longer_waits()
    {
        BackoffOptions plain = new() { First = TimeSpan.FromSeconds(1), Jitter = 0 };
        await using ReceiverClient client = Create(new ReceiverOptions { Backoff = plain });
        EventQueue<TimeSpan> waits = new();
        client.Reconnecting += (delay, _) => waits.Add(delay);
        client.Start();
        foreach (int seconds in new[] { 1, 2, 4 })
        {
            Task<FakePeer> accepting = _relay.AcceptAsync();
            await AdvanceUntilAsync(accepting, TimeSpan.FromSeconds(1));
            (await accepting).Drop();
            Assert.Equal(TimeSpan.FromSeconds(seconds), await waits.NextAsync());
        }
    }

    [Fact]
    public async Task A_first_try_that_must_succeed_is_refused_with_the_reason()
    {
        _relay.FailNext("Nothing answers.");
        await using ReceiverClient client = Create(new ReceiverOptions { FirstMustSucceed = true });
        EventQueue<string> refusals = new();
        client.Refused += refusals.Add;
        client.Start();
        Assert.Equal("Nothing answers.", await refusals.NextAsync());
    }

    [Fact]
    public async Task A_question_is_answered_and_an_answer_is_a_round_trip()
    {
        await using ReceiverClient client = Create();
        EventQueue<ControlMessage> controls = new();
        client.Control += controls.Add;
        FakePeer peer = await ConnectAsync(client);
        await controls.NextAsync();
        _time.Advance(new ReceiverOptions().PingEvery);
        (_, byte[] question, _) = await peer.ReceiveAsync((byte)InputType.Ping);
        Assert.True(PingFrame.TryRead(question, out PingFrame ping));
        _time.Advance(TimeSpan.FromMilliseconds(3));
        byte[] answer = new byte[PingFrame.AnswerSize];
        (ping with { AnswererUs = 1 }).Write(answer);
        await peer.SendFrameAsync(new MessageHeader(FrameType.Ping), answer);
        await peer.SendControlAsync(new WatchersControl(2));
        Assert.Equal(new WatchersControl(2), await controls.NextAsync());
        Assert.Equal(TimeSpan.FromMilliseconds(3), client.Stats.RoundTrip);
    }

    [Fact]
    public async Task Signals_are_acknowledged_where_they_are_all_that_comes_and_changes_everywhere()
    {
        foreach (StreamMode mode in (StreamMode[])[StreamMode.Signal, StreamMode.Delta])
        {
            await using ReceiverClient client = Create(new ReceiverOptions { Mode = mode });
            FakePeer peer = await ConnectAsync(client);
            await peer.SendFrameAsync(new MessageHeader(FrameType.SignalSync, MessageFlags.Keyframe) { Seq = 5 }, "{}"u8.ToArray());
            await peer.SendFrameAsync(new MessageHeader(FrameType.SignalDiff) { Seq = 6 }, "{}"u8.ToArray());
            (_, byte[] ack, _) = await peer.ReceiveAsync((byte)InputType.Ack);
            Assert.True(AckInput.TryRead(ack, out AckInput input));
            Assert.Equal(mode == StreamMode.Signal ? 5 : 6, input.Decoded);
        }
    }

    [Fact]
    public async Task Receivers_with_the_same_delay_show_a_picture_that_long_after_it_left_the_relay()
    {
        await using ReceiverClient client = Create(new ReceiverOptions { Sync = TimeSpan.FromMilliseconds(120), Mode = StreamMode.Signal });
        EventQueue<TimeSpan> waits = new();
        client.Signals += signals => waits.Add(signals.ShowIn);
        EventQueue<int> told = new();
        client.Control += control => told.Add((control as WatchersControl)?.Count ?? -1);
        FakePeer peer = await ConnectAsync(client);
        Assert.Equal(-1, await told.NextAsync());
        for (int i = 0; i < 4; i++)
        {
            // The first question goes out with the welcome.
            if (i > 0) _time.Advance(TimeSpan.FromMilliseconds(250));
            (_, byte[] question, _) = await peer.ReceiveAsync((byte)InputType.Ping);
            Assert.True(PingFrame.TryRead(question, out PingFrame ping));
            byte[] answer = new byte[PingFrame.AnswerSize];
            (ping with { AnswererUs = 5_000 }).Write(answer);
            await peer.SendFrameAsync(new MessageHeader(FrameType.Ping), answer);
            await peer.SendControlAsync(new WatchersControl(i));
            Assert.Equal(i, await told.NextAsync());
        }

        await peer.SendFrameAsync(new MessageHeader(FrameType.SignalSync, MessageFlags.Keyframe) { Timestamp = 1000 }, "{}"u8.ToArray());
        Assert.Equal(TimeSpan.FromMilliseconds(120), await waits.NextAsync());
        // The next one is 30 ms late on a way that took the first one no time.
        _time.Advance(TimeSpan.FromMilliseconds(63));
        await peer.SendFrameAsync(new MessageHeader(FrameType.SignalDiff) { Seq = 1, Timestamp = 1033 }, "{}"u8.ToArray());
        Assert.Equal(TimeSpan.FromMilliseconds(90), await waits.NextAsync());
        Assert.True(client.Sync!.IsSynced);
        Assert.Equal(2, client.Metrics.Find("dreamstack_receiver_pictures_total")!.Value);
        Assert.Equal(4, client.Metrics.Find("dreamstack_receiver_round_trip_us")!.Summary!.Count);
    }

    [Fact]
    public async Task Disposing_says_goodbye_and_completes()
    {
        ReceiverClient client = Create(closeTimeout: Patience.Long);
        FakePeer peer = await ConnectAsync(client);
        Task<(int Code, string Reason)> goodbye = peer.ReceiveCloseAsync();
        await client.DisposeAsync().AsTask().WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        Assert.Equal((int)CloseCode.Normal, (await goodbye).Code);
        Assert.True(client.Completion.IsCompletedSuccessfully);
    }

    // Most tests are over when the client goes: only those about the goodbye give it time.
    private ReceiverClient Create(ReceiverOptions? options = null, TimeSpan closeTimeout = default) =>
        new((options ?? new ReceiverOptions()) with { CloseTimeout = closeTimeout }, _time, _relay);

    private async Task<FakePeer> ConnectAsync(ReceiverClient client)
    {
        EventQueue<uint?> connected = new();
        client.Connected += welcome => connected.Add(welcome.Viewer);
        client.Start();
        FakePeer peer = await _relay.AcceptAsync();
        await peer.SendControlAsync(Welcome);
        Assert.Equal(7u, await connected.NextAsync());
        return peer;
    }

    // The wait begins a moment after the event that announces it, so time goes on until what it leads to comes.
    private async Task AdvanceUntilAsync(Task reached, TimeSpan step)
    {
        while (!reached.IsCompleted)
        {
            _time.Advance(step);
            await Task.Yield();
        }

        await reached;
    }

    private static byte[] CausedBy(uint viewer, uint input)
    {
        ExtWriter ext = new(new byte[16]);
        ext.AddCausedBy(viewer, input);
        return ext.Block.ToArray();
    }

    private static byte[] Opaque(int width, int height)
    {
        byte[] rgba = new byte[width * height * 4];
        for (int i = 0; i < rgba.Length; i += 4) BinaryPrimitives.WriteUInt32LittleEndian(rgba.AsSpan(i), 0xFF302010);
        return rgba;
    }
}
