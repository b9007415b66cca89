using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests;

/// <summary>A source and two viewers who must not notice what happens beside them.</summary>
internal static class Bystanders
{
    public static async Task CheckAsync(MalformedPeerTests relay, Func<Task> disturb)
    {
        (TestPeer source, _) = await relay.OpenSourceAsync();
        (TestPeer first, _) = await relay.OpenViewerAsync();
        (TestPeer second, _) = await relay.OpenViewerAsync();
        TestPainter painter = new();
        PictureDecoder[] decoders = [new(), new()];
        await source.SendAsync(painter.Paint());
        await MalformedPeerTests.DecodeAsync(first, decoders[0], 0);
        await MalformedPeerTests.DecodeAsync(second, decoders[1], 0);

        await disturb();

        await source.SendAsync(painter.Paint());
        await MalformedPeerTests.DecodeAsync(first, decoders[0], 1);
        await MalformedPeerTests.DecodeAsync(second, decoders[1], 1);
        Assert.True(decoders[0].Rgba.SequenceEqual(painter.Rgba));
        Assert.True(decoders[1].Rgba.SequenceEqual(painter.Rgba));
        await first.SendAsync(InputType.Scroll, new byte[4]);
        await source.NextAsync(InputType.Scroll);
    }
}
