using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Pages;
using DreamStack.EndToEnd.Tests.Sessions;
using DreamStack.Streaming.Wire.Inputs;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Inputs;

[Collection(BrowserCollection.Name)]
public sealed class ResizeTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task The_picture_takes_the_size_of_the_drivers_window_and_of_nobody_elses()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using WatchPage driver = await WatchPage.OpenAsync(chromium, live.Relay.Address, "?resize&proof");
        await driver.Tab.UntilAsync(Shows(1280, 800));
        await driver.Page.SetViewportSizeAsync(900, 500);
        await driver.Tab.UntilAsync(Shows(900, 500));

        await using WatchPage other = await WatchPage.OpenAsync(chromium, live.Relay.Address, "?resize", 1000, 600);
        // Inputs of one viewer keep their order: with the pointer, the wish before it would be here.
        await other.Page.Mouse.MoveAsync(500, 300);
        await live.UntilAsync(() => live.Inputs.Of<PointerInput>().Length > 0);
        Assert.DoesNotContain(new ResizeInput(1000, 600), live.Inputs.Of<ResizeInput>());

        // Who takes a ball in hand drives from then on, and their wish counts.
        await other.PlayAsync(2);
        await live.UntilAsync(() => live.Inputs.Of<ResizeInput>()[^1] == new ResizeInput(1000, 600));
        await driver.Tab.UntilAsync(Shows(1000, 600));
        await other.Page.SetViewportSizeAsync(1100, 700);
        await driver.Tab.UntilAsync(Shows(1100, 700));
        await driver.ShownAsync(live);
        Assert.Equal(new ResizeInput(1100, 700), live.Inputs.Of<ResizeInput>()[^1]);
        driver.Tab.AssertQuiet();
        other.Tab.AssertQuiet();
    }

    [Fact]
    public async Task The_bar_asks_for_a_sharp_picture_and_for_the_one_before()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using WatchPage driver = await WatchPage.OpenAsync(chromium, live.Relay.Address);
        await driver.Tab.UntilAsync(Shows(600, 400));

        await driver.Page.ClickAsync("#quality");
        await driver.Tab.UntilAsync(Shows(1280, 800));
        Assert.Equal("true", await driver.Page.GetAttributeAsync("#quality", "aria-pressed"));

        await driver.Page.ClickAsync("#quality");
        await driver.Tab.UntilAsync(Shows(600, 400));
        driver.Tab.AssertQuiet();
    }

    private static string Shows(int width, int height) =>
        $"(picture => picture.width === {width} && picture.height === {height})(document.querySelector('ds-view').picture)";
}
