using System.Text;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;

namespace DreamStack.Relay.Tests;

public class JoinTests : RelayTest
{
    [Fact]
    public async Task A_joiner_is_not_shown_the_picture_from_before_nobody_watched()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer first, _) = await ViewerAsync();
        TestPainter painter = new();
        await source.SendAsync(painter.Paint());
        await DecodeUntilAsync(first, new PictureDecoder(), 0);
        await first.CloseAsync();
        await source.NextControlAsync<DemandControl>(demand => demand.Pictures);
        await source.NextControlAsync<DemandControl>(demand => !demand.Pictures);
        (TestPeer second, _) = await ViewerAsync();
        await source.NextControlAsync<DemandControl>(demand => demand.Pictures);
        await source.SendAsync(painter.Paint(keyframe: true));
        PictureDecoder decoder = new();
        Assert.Equal(1, await DecodeUntilAsync(second, decoder, 1));
        Assert.True(decoder.Rgba.SequenceEqual(painter.Rgba));
    }

    [Fact]
    public async Task A_joiner_is_not_shown_the_picture_whose_last_viewer_left_while_the_source_was_away()
    {
        (TestPeer source, string token) = await SourceAsync();
        (TestPeer first, _) = await ViewerAsync();
        TestPainter painter = new();
        await source.SendAsync(painter.Paint());
        await DecodeUntilAsync(first, new PictureDecoder(), 0);
        source.Abort();
        await first.NextControlAsync<SourceControl>(control => !control.Present);
        (TestPeer thumbnail, _) = await ViewerAsync("/stream/main?mode=signal&audio=0&thumbnail=1");
        await first.CloseAsync();
        await thumbnail.NextControlAsync<WatchersControl>(control => control.Count == 0);

        (TestPeer back, _) = await SourceAsync($"/source/main?resume={token}");
        await back.NextControlAsync<DemandControl>(demand => !demand.Pictures);
        (TestPeer second, _) = await ViewerAsync();
        await back.NextControlAsync<DemandControl>(demand => demand.Pictures);
        await back.SendAsync(painter.Paint(keyframe: true));
        PictureDecoder decoder = new();
        Assert.Equal(1, await DecodeUntilAsync(second, decoder, 1));
        Assert.True(decoder.Rgba.SequenceEqual(painter.Rgba));
    }

    [Fact]
    public async Task A_viewer_sees_what_the_source_paints()
    {
        (TestPeer viewer, WelcomeControl welcome) = await ViewerAsync();
        Assert.False(welcome.Source!.Present);
        (TestPeer source, _) = await SourceAsync("/source/main?app=springs&modes=pixel,delta,signal");
        SourceControl told = await viewer.NextControlAsync<SourceControl>(control => control.Present);
        Assert.Equal("springs", told.App);
        Assert.Equal([StreamMode.Pixel, StreamMode.Delta, StreamMode.Signal], told.Modes);
        Assert.Equal(new DemandControl(true, false, 1), await source.NextControlAsync<DemandControl>());

        TestPainter painter = new();
        PictureDecoder decoder = new();
        for (int i = 0; i < 10; i++)
        {
            await source.SendAsync(painter.Paint());
            await DecodeUntilAsync(viewer, decoder, painter.Originator.Newest);
            Assert.True(decoder.Rgba.SequenceEqual(painter.Rgba));
        }
    }

    [Theory]
    [InlineData("delta", 1)]
    [InlineData("delta", 2)]
    [InlineData("delta", 200)]
    [InlineData("pixel", 1)]
    [InlineData("pixel", 200)]
    public async Task A_joiner_has_the_whole_picture_and_state_first_without_asking_the_source(string mode, int pictures)
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer early, _) = await ViewerAsync();
        TestPainter painter = new();
        PictureDecoder watching = new();
        await source.SendAsync(Signals(FrameType.SignalSync, """{"a":1,"b":{"c":2,"d":3}}"""));
        await source.SendAsync(Signals(FrameType.SignalDiff, """{"a":null,"b":{"c":5}}""", 1));
        for (int i = 0; i < pictures; i++) await source.SendAsync(painter.Paint());
        await DecodeUntilAsync(early, watching, painter.Originator.Newest);

        TestPeer joiner = await ConnectAsync($"/stream/main?mode={mode}");
        Received first = (await joiner.NextAsync())!;
        WelcomeControl welcome = Assert.IsType<WelcomeControl>(first.Control());
        Assert.Equal(mode, welcome.Mode!.Value.ToWord());
        Assert.True(welcome.Source!.Present);

        Received sync = await joiner.NextAsync(message => !message.IsControl);
        Assert.Equal(FrameType.SignalSync, sync.Header.FrameType);
        Assert.Equal("""{"b":{"c":5,"d":3}}""", Encoding.UTF8.GetString(sync.Body));

        Received picture = await joiner.NextAsync(message => !message.IsControl);
        Assert.True(picture.Header.IsKeyframe);
        Assert.Equal(mode == "pixel" ? FrameType.Pixels : FrameType.DeltaPixels, picture.Header.FrameType);
        PictureDecoder decoder = new();
        Assert.Equal(PictureOutcome.Applied, decoder.Accept(picture.Header, picture.Body));
        Assert.Equal(painter.Originator.Newest, decoder.Seq);
        Assert.True(decoder.Rgba.SequenceEqual(painter.Rgba));

        await source.SendAsync(painter.Paint());
        await DecodeUntilAsync(joiner, decoder, painter.Originator.Newest);
        Assert.True(decoder.Rgba.SequenceEqual(painter.Rgba));
    }

    [Theory]
    [InlineData("delta")]
    [InlineData("pixel")]
    public async Task A_joiner_is_told_the_seq_in_full_after_it_has_wrapped(string mode)
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer early, _) = await ViewerAsync();
        TestPainter painter = new();
        await source.SendAsync(painter.Paint());
        // Other messages use the count up, as sound does.
        for (int i = 0; i < 100_000; i++) painter.Originator.Stamp(default);
        await source.SendAsync(painter.Paint(keyframe: true));
        await source.SendAsync(painter.Paint());
        await DecodeUntilAsync(early, new PictureDecoder(), painter.Originator.Newest);

        (TestPeer joiner, _) = await ViewerAsync($"/stream/main?mode={mode}");
        Received picture = await joiner.NextAsync(message => message.Header.IsPicture);

        Assert.Equal(100_002ul, picture.FullSeq);
        Assert.Equal(unchecked((ushort)100_002), picture.Header.Seq);
    }

    [Fact]
    public async Task A_joiner_gets_the_newest_record_of_every_key_of_the_table()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer early, _) = await ViewerAsync("/stream/main?mode=signal");
        await source.SendAsync(Signals(FrameType.SignalSync, """{"a":1}"""));
        await source.SendAsync(Table(1, MessageFlags.Keyframe, [3, 0, 1, 0, 7, 2, 0, 8]));
        await source.SendAsync(Table(2, MessageFlags.None, [3, 0, 2, 0, 9, 4, 0, 5]));
        await early.NextAsync(message => message.Header is { IsInput: false, FrameType: FrameType.SignalTable, Seq: 2 });

        (TestPeer joiner, _) = await ViewerAsync("/stream/main?mode=signal");
        Assert.Equal("""{"a":1}""", Encoding.UTF8.GetString((await joiner.NextAsync(FrameType.SignalSync)).Body));
        Received table = await joiner.NextAsync(FrameType.SignalTable);

        Assert.True(table.Header.IsKeyframe);
        Assert.Equal(2, table.Header.Seq);
        Assert.Equal([3, 0, 1, 0, 7, 2, 0, 9, 4, 0, 5], table.Body);
        await source.SendAsync(Table(3, MessageFlags.None, [3, 0, 1, 0, 6]));
        Assert.Equal([3, 0, 1, 0, 6], (await joiner.NextAsync(FrameType.SignalTable)).Body);
    }

    [Fact]
    public async Task Joining_while_pictures_flow_leaves_neither_gap_nor_duplicate()
    {
        (TestPeer source, _) = await SourceAsync();
        TestPainter painter = new();
        await source.SendAsync(painter.Paint());
        Task painting = Task.Run(async () =>
        {
            for (int i = 0; i < 300; i++) await source.SendAsync(painter.Paint());
        }, TestContext.Current.CancellationToken);

        List<TestPeer> joiners = [];
        for (int i = 0; i < 12; i++) joiners.Add((await ViewerAsync(i % 3 == 2 ? "/stream/main?mode=pixel" : "/stream/main")).Viewer);
        await painting;
        foreach (TestPeer joiner in joiners)
        {
            PictureDecoder decoder = new();
            await DecodeUntilAsync(joiner, decoder, painter.Originator.Newest);
            Assert.True(decoder.Rgba.SequenceEqual(painter.Rgba));
        }
    }

    private static byte[] Table(ushort seq, MessageFlags flags, byte[] body) =>
        TestPeer.Message(new MessageHeader(FrameType.SignalTable, flags) { Seq = seq }, body);

    [Fact]
    public async Task A_picture_of_the_largest_size_gets_through()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        byte[] pixels = new byte[4000 * 4000 * 4];
        pixels[^1] = 77;
        await source.SendAsync(new MessageHeader(FrameType.Pixels, MessageFlags.Keyframe) { Width = 4000, Height = 4000 }, pixels);
        // In parts where the way to the viewer is slow.
        PictureDecoder decoder = new();
        await DecodeUntilAsync(viewer, decoder, 0);
        Assert.True(decoder.Rgba.SequenceEqual(pixels));
    }
}
