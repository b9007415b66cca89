using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Relay.Tests;

/// <summary>A viewer that never acknowledges is held by its socket; one that does by what it says.</summary>
public class HeldSocketTests : RelayTest
{
    private const int AtMost = 300_000;

    protected override RelayOptions Options { get; } =
        new() { Port = 0, CloseTimeout = TimeSpan.FromMilliseconds(300), MaxUnsentBytes = AtMost };

    [Fact]
    public async Task What_the_system_holds_follows_what_a_viewer_without_acknowledgements_takes()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, int socket) = await WatchedAsync();
        TestPainter painter = new(640, 480);
        PictureDecoder decoder = new();
        // Two answers: between them the relay has found that nothing else waits.
        for (int i = 0; i < 2; i++)
        {
            await viewer.SendAsync(InputType.Ping, new byte[8]);
            await viewer.NextAsync(FrameType.Ping);
        }

        Assert.InRange(RelaySockets.UnsentAllowed(socket), 4096u, AtMost / 2u);
        uint most = 0;
        // Over this machine's own network it takes more than a second's guess, so the bound begins low and rises to what is allowed.
        for (int i = 0; i < 2000 && most < AtMost; i++)
        {
            await source.SendAsync(painter.Paint(pixels: 60_000));
            await DecodeUntilAsync(viewer, decoder, painter.Originator.Newest);
            most = Math.Max(most, RelaySockets.UnsentAllowed(socket));
        }

        Assert.Equal((uint)AtMost, most);
        Assert.True(decoder.Rgba.SequenceEqual(painter.Rgba));
    }

    [Fact]
    public async Task Who_acknowledges_is_not_held_by_its_socket()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, int socket) = await WatchedAsync();
        TestPainter painter = new(640, 480);
        PictureDecoder decoder = new();
        for (int i = 0; i < 100; i++)
        {
            await source.SendAsync(painter.Paint(pixels: 60_000));
            await DecodeUntilAsync(viewer, decoder, painter.Originator.Newest);
            await viewer.SendAsync(InputType.Ack, Ack(painter.Originator.Newest));
        }

        Assert.Equal((uint)AtMost, RelaySockets.UnsentAllowed(socket));
    }

    private static byte[] Ack(ushort seq)
    {
        byte[] body = new byte[AckInput.Size];
        new AckInput(seq, seq, 0).Write(body);
        return body;
    }

    private async Task<(TestPeer Viewer, int Socket)> WatchedAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells what it holds.");
        HashSet<int> before = RelaySockets.Of(Relay);
        (TestPeer viewer, _) = await ViewerAsync();
        HashSet<int> after = RelaySockets.Of(Relay);
        after.ExceptWith(before);
        return (viewer, Assert.Single(after));
    }
}
