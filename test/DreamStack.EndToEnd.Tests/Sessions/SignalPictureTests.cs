using DreamStack.EndToEnd.Tests.Browser;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Sessions;

[Collection(BrowserCollection.Name)]
public sealed class SignalPictureTests(ChromiumFixture chromium)
{
    // Two rasterisers place the same edge a fraction of a step apart: a pixel may differ by that, a shape may not.
    private const int VisibleStep = 48;
    private const double VisiblePixels = 0.004;
    private const double MeanStep = 0.6;

    [Fact]
    public async Task The_receiver_draws_from_signals_what_the_source_draws()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using ViewPage view = await ViewPage.OpenAsync(chromium, live.Relay.Address, "signal");
        await using ViewPage pictures = await ViewPage.OpenAsync(chromium, live.Relay.Address, "delta");
        (float x, float y) = live.Ball(0);
        await view.DragAsync(x, y, x + 130, y + 70, release: false);
        await pictures.UntilShownAsync(await live.RestAsync());
        await view.Tab.UntilAsync("performance.now() - window.shown.at(-1).at > 200");

        byte[] drawn = await view.PixelsAsync();
        byte[] sent = await pictures.PixelsAsync();
        Assert.Equal(sent.Length, drawn.Length);
        long sum = 0;
        int visible = 0;
        for (int i = 0; i < sent.Length; i += 4)
        {
            int step = 0;
            for (int channel = 0; channel < 3; channel++)
            {
                int difference = Math.Abs(sent[i + channel] - drawn[i + channel]);
                sum += difference;
                step = Math.Max(step, difference);
            }

            if (step > VisibleStep) visible++;
        }

        double mean = sum / (sent.Length * 0.75);
        double share = visible / (sent.Length / 4.0);
        Assert.True(mean < MeanStep && share < VisiblePixels, $"mean step {mean:F3} of 255, {share:P3} of pixels visibly off");
        view.Tab.AssertQuiet();
    }
}
