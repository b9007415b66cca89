using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Pages;
using DreamStack.EndToEnd.Tests.Sessions;
using DreamStack.Streaming.Wire.Inputs;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Inputs;

[Collection(BrowserCollection.Name)]
public sealed class WheelTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task The_wheel_scrolls_in_pixels_of_the_picture_and_hardens_the_springs()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using WatchPage watch = await WatchPage.OpenAsync(chromium, live.Relay.Address, "?proof");
        string before = await watch.ShownAsync(live);
        (float x, float y) = await watch.PlaceAsync(300, 330);
        await watch.Page.Mouse.MoveAsync(x, y);
        // The window shows the picture twice as large: each of its pixels is two of the page's.
        Assert.Equal(2, (await watch.PlaceAsync(301, 330)).X - x, 0.001);
        int stiffness = live.Signal<int>("k");

        await watch.Page.Mouse.WheelAsync(0, -120);
        await live.UntilAsync(() => live.Signal<int>("k") == stiffness + 3);
        await watch.Page.Mouse.WheelAsync(0, 40);
        await live.UntilAsync(() => live.Signal<int>("k") == stiffness + 2);
        await watch.Page.Mouse.WheelAsync(30, 0);
        await live.UntilAsync(() => live.Inputs.Of<ScrollInput>().Length == 3);

        Assert.Equal([new(0, -60), new(0, 20), new(15, 0)], live.Inputs.Of<ScrollInput>());
        Assert.NotEqual(before, await watch.ShownAsync(live));
        watch.Tab.AssertQuiet();
    }
}
