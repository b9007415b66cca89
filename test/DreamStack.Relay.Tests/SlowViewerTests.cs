using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests;

public class SlowViewerTests : RelayTest
{
    [Theory]
    [InlineData("delta")]
    [InlineData("pixel")]
    public async Task A_viewer_that_stops_reading_costs_bounded_memory_and_catches_up_with_the_current_picture(string mode)
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer quick, _) = await ViewerAsync();
        (TestPeer slow, _) = await ViewerAsync($"/stream/main?mode={mode}");
        TestPainter painter = new(640, 480);
        PictureDecoder watching = new();
        long before = SharedBuffer.Outstanding;
        for (int i = 0; i < 150; i++)
        {
            // Many pixels change, so that what one viewer does not read outgrows every kernel buffer.
            await source.SendAsync(painter.Paint(pixels: 60_000));
            await DecodeUntilAsync(quick, watching, painter.Originator.Newest);
            Assert.True(SharedBuffer.Outstanding - before <= 200);
        }

        Assert.True(watching.Rgba.SequenceEqual(painter.Rgba));
        PictureDecoder decoder = new();
        int messages = await DecodeUntilAsync(slow, decoder, painter.Originator.Newest);
        Assert.True(decoder.Rgba.SequenceEqual(painter.Rgba));
        Assert.InRange(messages, 1, 149);

        await source.SendAsync(painter.Paint());
        await DecodeUntilAsync(slow, decoder, painter.Originator.Newest);
        Assert.True(decoder.Rgba.SequenceEqual(painter.Rgba));
    }

    [Fact]
    public async Task After_everybody_has_left_no_buffer_is_owned_any_more()
    {
        long before = SharedBuffer.Outstanding;
        await using (RelayServer relay = await RelayServer.StartAsync(Options))
        {
            await using TestPeer source = await TestPeer.ConnectAsync(relay, "/source/main");
            List<TestPeer> viewers = [];
            foreach (string wish in (string[])["mode=delta", "mode=pixel", "mode=signal&audio=1", "thumbnail=1"])
            {
                viewers.Add(await TestPeer.ConnectAsync(relay, $"/stream/main?{wish}"));
            }

            TestPainter painter = new();
            for (int i = 0; i < 100; i++)
            {
                await source.SendAsync(painter.Paint());
                await source.SendAsync(Signals(FrameType.SignalDiff, $$"""{"n":{{i}}}""", 0));
                await source.SendAsync(new MessageHeader(FrameType.AudioPcm) { Width = 24000, Height = 1 }, new byte[64]);
                await viewers[i % 4].SendAsync(InputType.Pointer, [1, 0, 1, 0, 1]);
            }

            await DecodeUntilAsync(viewers[0], new PictureDecoder(), painter.Originator.Newest);
            viewers[1].Abort();
            await viewers[2].CloseAsync();
            Assert.True(SharedBuffer.Outstanding > before);
        }

        Assert.Equal(before, SharedBuffer.Outstanding);
    }
}
