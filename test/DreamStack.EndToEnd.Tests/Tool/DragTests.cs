using System.Threading.Channels;
using DreamStack.Cli.Sources;
using DreamStack.Cli.Verbs;
using DreamStack.Client.Receiving;
using DreamStack.Client.Sourcing;
using DreamStack.Relay;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Tool;

public sealed class DragTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(StreamMode.Delta)]
    [InlineData(StreamMode.Pixel)]
    public async Task A_drag_is_seen_by_who_drags_and_by_who_watches_and_its_latency_is_measured(StreamMode mode)
    {
        await using RelayServer relay = await RelayServer.StartAsync(new RelayOptions { Port = 0 });
        Uri socket = new UriBuilder("ws", relay.Address.Host, relay.Address.Port).Uri;
        await using DemoSource source = new(
            new SourceOptions { Relay = socket }, new DemoOptions(new PictureSize(600, 400), 30), TimeProvider.System);
        source.Start();

        Channel<byte[]> seen = Channel.CreateUnbounded<byte[]>();
        await using ReceiverClient watcher = new(new ReceiverOptions { Relay = socket, Mode = mode });
        watcher.Picture += picture => seen.Writer.TryWrite(picture.Rgba.ToArray());
        watcher.Start();
        byte[] atRest = await NextAsync(seen);

        await using ReceiverClient driver = new(new ReceiverOptions { Relay = socket });
        Channel<byte[]> driven = Channel.CreateUnbounded<byte[]>();
        driver.Picture += picture => driven.Writer.TryWrite(picture.Rgba.ToArray());
        driver.Start();
        Assert.Equal(atRest, await NextAsync(driven));

        // The third ball hangs in the middle of the top half.
        driver.Inputs.Pointer(InputType.PointerDown, new PointerInput(300, 188, 1));
        for (ushort step = 1; step <= 20; step++)
        {
            driver.Inputs.Pointer(InputType.Pointer, new PointerInput((ushort)(300 + (step * 3)), (ushort)(188 + (step * 3)), 1));
            await NextAsync(driven);
        }

        Assert.NotEqual(atRest, await NextAsync(seen));
        Assert.NotNull(driver.Stats.LatencyP50);
        Assert.Null(watcher.Stats.LatencyP50);
        Assert.Equal(0, driver.Stats.Resyncs);
        driver.Inputs.Pointer(InputType.PointerUp, new PointerInput(360, 248, 0));
    }

    private static async Task<byte[]> NextAsync(Channel<byte[]> pictures) =>
        await pictures.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
}
