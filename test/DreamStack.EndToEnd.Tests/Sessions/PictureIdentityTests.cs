using DreamStack.EndToEnd.Tests.Browser;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Sessions;

[Collection(BrowserCollection.Name)]
public sealed class PictureIdentityTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData("pixel")]
    [InlineData("delta")]
    public async Task Every_picture_in_the_canvas_is_the_sources_framebuffer_while_dragging_resizing_and_joining_late(string mode)
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using ViewPage first = await ViewPage.OpenAsync(chromium, live.Relay.Address, mode);
        (float x, float y) = live.Ball(0);
        // Whole pictures are slow to carry: where each is one, a few steps and the swing after them are enough of them.
        int steps = mode == "pixel" ? 8 : 24;
        await first.DragAsync(x, y, x + 120, y + 60, steps);

        await first.Page.EvaluateAsync("() => { window.view.style.width = '500px'; window.view.setAttribute('resize', ''); window.view.style.height = '360px'; }");
        await first.Tab.UntilAsync("window.shown.at(-1).width === 500 && window.shown.at(-1).height === 360");
        await using ViewPage late = await ViewPage.OpenAsync(chromium, live.Relay.Address, mode, 500, 360);
        (x, y) = live.Ball(1);
        await late.DragAsync(x, y, x - 80, y + 90, steps);
        ushort newest = await live.RestAsync();
        await first.UntilShownAsync(newest);
        await late.UntilShownAsync(newest);

        await AssertSameAsync(live, first, atLeast: 30, sizes: 2);
        await AssertSameAsync(live, late, atLeast: 15, sizes: 1);
        first.Tab.AssertQuiet();
        late.Tab.AssertQuiet();
    }

    private static async Task AssertSameAsync(LiveStream live, ViewPage view, int atLeast, int sizes)
    {
        ShownPicture[] shown = await view.ShownAsync();
        Assert.True(shown.Length >= atLeast, $"only {shown.Length} pictures were shown");
        Assert.Equal(sizes, shown.Select(picture => (picture.Width, picture.Height)).Distinct().Count());
        foreach (ShownPicture picture in shown) Assert.Equal((picture.Seq, live.Ledger.At(picture.Seq)), (picture.Seq, picture.Hash));
    }
}
