using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Relay.Tests;

public class PictureProofTests : RelayTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_relay_compares_what_it_holds_with_the_sources_hash_and_starts_anew_when_they_differ(bool same)
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        TestPainter painter = new();
        PictureDecoder decoder = new();
        for (int i = 0; i < 5; i++) await source.SendAsync(painter.Paint());
        await DecodeUntilAsync(viewer, decoder, painter.Originator.Newest);

        byte[] hash = new byte[PictureHashFrame.Size];
        new PictureHashFrame(PictureCheck.HashOf(painter.Rgba) ^ (same ? 0ul : 1ul)).Write(hash);
        await source.SendAsync(new MessageHeader(FrameType.PictureHash) { Seq = painter.Originator.Newest }, hash);
        if (!same) await source.NextAsync(InputType.KeyframeRequest);
        await source.SendAsync(painter.Paint(keyframe: !same));
        await DecodeUntilAsync(viewer, decoder, painter.Originator.Newest);

        using HttpClient http = TestCertificate.Http();
        string metrics = await http.GetStringAsync(new Uri(Relay.Address, "/metrics"), TestContext.Current.CancellationToken);
        Assert.Contains("picture_checks_total 1", metrics, StringComparison.Ordinal);
        Assert.Contains($"picture_divergences_total {(same ? 0 : 1)}", metrics, StringComparison.Ordinal);
        Assert.True(decoder.Rgba.SequenceEqual(painter.Rgba));
    }
}
