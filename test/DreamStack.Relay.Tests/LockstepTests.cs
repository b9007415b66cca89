using System.Buffers.Binary;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Relay.Tests;

/// <summary>Viewers that run the world themselves.</summary>
public class LockstepTests : RelayTest
{
    private const string Mode = "/stream/main?mode=lockstep";
    private ushort _seq;

    [Fact]
    public async Task The_source_is_told_when_somebody_runs_the_world_and_when_nobody_does()
    {
        (TestPeer source, _) = await SourceAsync("/source/main?modes=signal,lockstep");
        (TestPeer viewer, WelcomeControl welcome) = await ViewerAsync(Mode);
        Assert.Equal([StreamMode.Signal, StreamMode.Lockstep], welcome.Source!.Modes);
        await source.NextControlAsync<DemandControl>(demand => demand == new DemandControl(false, false, 1, Lockstep: true));
        await viewer.SendAsync(new ModeControl(StreamMode.Signal));
        await source.NextControlAsync<DemandControl>(demand => !demand.Lockstep);
        await viewer.SendAsync(new ModeControl(StreamMode.Lockstep));
        await source.NextControlAsync<DemandControl>(demand => demand is { Lockstep: true, Pictures: false });
    }

    [Fact]
    public async Task Who_is_in_step_gets_every_step_and_no_second_whole_world()
    {
        (TestPeer source, TestPeer first) = await InStepAsync();
        await source.SendAsync(Steps(1));
        await source.SendAsync(Whole(2));
        await source.SendAsync(Steps(2));
        await ExpectAsync(first, 0, 1, 2);
        (TestPeer second, _) = await ViewerAsync(Mode);
        await ExpectAsync(second, -2, 2);
        await source.SendAsync(Steps(3));
        await ExpectAsync(first, 3);
        await ExpectAsync(second, 3);
    }

    [Fact]
    public async Task Neither_pictures_nor_tables_go_to_it_and_no_steps_to_others()
    {
        (TestPeer source, TestPeer runner) = await InStepAsync();
        (TestPeer painter, _) = await ViewerAsync("/stream/main?mode=delta");
        (TestPeer drawer, _) = await ViewerAsync("/stream/main?mode=signal");
        // Whoever has not begun yet when the diffs come gets them within its first sync.
        Assert.Equal([FrameType.SignalSync], await TypesAsync(painter, 1));
        Assert.Equal([FrameType.SignalSync], await TypesAsync(drawer, 1));
        byte[] table = TestPeer.Message(new MessageHeader(FrameType.SignalTable) { Seq = _seq++ }, [4, 0, 1, 0, 9, 9]);
        byte[] diff = Signals(FrameType.SignalDiff, """{"tool":1}""", _seq++);
        TestPainter pictures = new();
        byte[] last = Signals(FrameType.SignalDiff, """{"last":1}""", _seq++);
        await source.SendAsync((byte[])[.. table, .. diff, .. Steps(1), .. pictures.Paint(), .. last]);
        // The first of them is step 0; signals go before what is shown.
        Assert.Equal([FrameType.Lockstep, FrameType.Lockstep, FrameType.SignalDiff, FrameType.SignalDiff], (await TypesAsync(runner, 4)).Order(Comparer<FrameType>.Create((a, b) => b.CompareTo(a))));
        Assert.Equal([FrameType.DeltaPixels], await TypesAsync(painter, 1));
        Assert.Equal([FrameType.SignalTable, FrameType.SignalDiff, FrameType.SignalDiff], await TypesAsync(drawer, 3));
    }

    [Fact]
    public async Task One_that_has_parted_gets_the_last_whole_world_and_the_steps_since()
    {
        (TestPeer source, TestPeer viewer) = await InStepAsync();
        for (int i = 1; i < 6; i++) await source.SendAsync(Steps(i));
        await ExpectAsync(viewer, 0, 1, 2, 3, 4, 5);
        await viewer.SendAsync(InputType.KeyframeRequest, default);
        await ExpectAsync(viewer, -1, 0, 1, 2, 3, 4, 5);
    }

    [Fact]
    public async Task When_too_many_steps_have_passed_a_joiner_gets_a_new_world_that_the_source_is_asked_for_once()
    {
        (TestPeer source, TestPeer first) = await InStepAsync();
        for (int i = 1; i < 100; i++) await source.SendAsync(Steps(i));
        await ExpectAsync(first, [.. Enumerable.Range(0, 100)]);
        (TestPeer second, _) = await ViewerAsync(Mode);
        (TestPeer third, _) = await ViewerAsync(Mode);
        await source.NextControlAsync<SnapshotControl>();
        await source.SendAsync(Whole(100));
        await source.SendAsync(Steps(100));
        await ExpectAsync(second, -100, 100);
        await ExpectAsync(third, -100, 100);
        await ExpectAsync(first, 100);
        await first.SendAsync(InputType.Text, "hello"u8);
        Received next = await source.NextAsync(message => message.Header.InputType == InputType.Text || (message.IsControl && message.Control() is SnapshotControl));
        Assert.Equal(InputType.Text, next.Header.InputType);
    }

    [Fact]
    public async Task Steps_without_a_whole_world_make_the_relay_ask_for_one()
    {
        (TestPeer source, _) = await SourceAsync("/source/main?modes=signal,lockstep");
        (TestPeer viewer, _) = await ViewerAsync(Mode);
        await source.NextControlAsync<DemandControl>(demand => demand.Lockstep);
        await source.SendAsync(Steps(7));
        await source.NextControlAsync<SnapshotControl>();
        await source.SendAsync(Whole(8));
        await ExpectAsync(viewer, -8);
    }

    [Fact]
    public async Task The_seen_step_of_an_input_reaches_the_source()
    {
        (TestPeer source, TestPeer viewer) = await InStepAsync();
        byte[] body = new byte[PointerInput.Size];
        byte[] ext = [6, 0, (byte)ExtTag.SeenStep, 4, 42, 0, 0, 0];
        await viewer.SendAsync(new MessageHeader(InputType.PointerDown, MessageFlags.Ext), [.. ext, .. body]);
        Received got = await source.NextAsync(InputType.PointerDown);
        Assert.True(ExtBlock.TrySplit(got.Header, got.Payload, out ExtBlock block, out _));
        Assert.True(block.TryFind(ExtTag.SeenStep, out ExtEntry entry) && entry.TryReadUInt32(out uint step) && step == 42);
    }

    private async Task<(TestPeer Source, TestPeer Viewer)> InStepAsync()
    {
        (TestPeer source, _) = await SourceAsync("/source/main?modes=pixel,delta,signal,lockstep");
        await source.SendAsync(Signals(FrameType.SignalSync, "{}", _seq++));
        (TestPeer viewer, _) = await ViewerAsync(Mode);
        await source.NextControlAsync<DemandControl>(demand => demand.Lockstep);
        await source.SendAsync(Whole(1));
        await ExpectAsync(viewer, -1);
        await source.SendAsync(Steps(0));
        return (source, viewer);
    }

    private byte[] Whole(uint step) =>
        TestPeer.Message(new MessageHeader(FrameType.Lockstep, MessageFlags.Keyframe) { Seq = _seq++ }, [.. Number(step), 1, 2, 3]);

    private byte[] Steps(int step) =>
        TestPeer.Message(new MessageHeader(FrameType.Lockstep) { Seq = _seq++ }, [.. Number((uint)step), 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);

    private static byte[] Number(uint step)
    {
        byte[] bytes = new byte[LockstepFrame.PrefixSize];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, step);
        return bytes;
    }

    // The steps of the next Lockstep messages, whole ones negative.
    private static async Task ExpectAsync(TestPeer viewer, params int[] steps)
    {
        foreach (int step in steps)
        {
            Received received = await viewer.NextAsync(FrameType.Lockstep);
            int got = BinaryPrimitives.ReadInt32LittleEndian(received.Body);
            Assert.Equal(step, received.Header.IsKeyframe ? -got : got);
        }
    }

    private static async Task<FrameType[]> TypesAsync(TestPeer viewer, int count)
    {
        FrameType[] types = new FrameType[count];
        for (int i = 0; i < count; i++) types[i] = (await viewer.NextAsync(message => message.Header.FrameType is not (FrameType.Control or FrameType.Ping))).Header.FrameType;
        return types;
    }
}
