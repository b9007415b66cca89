using DreamStack.Cli.Prove.Soak;
using DreamStack.Cli.Sources;
using DreamStack.Client.Receiving;
using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Sessions;
using DreamStack.EndToEnd.Tests.Tool;
using DreamStack.Relay;
using DreamStack.Streaming.Wire;
using Microsoft.Playwright;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages;

/// <summary>Takes the pictures of docs/images from the running pages.</summary>
[Collection(BrowserCollection.Name)]
public sealed class DocumentPictures(ChromiumFixture chromium)
{
    private const int Moves = 900;
    private const int MostBytes = 200 * 1024;

    [Fact(Explicit = true)]
    public async Task The_watch_page_with_a_ball_in_hand_and_the_start_page()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using DemoSource main = SpringsStream.Start(relay);
        await using DemoSource wall = SpringsStream.Start(relay, "wall-display", 960, 640);
        await using Tab tab = await chromium.OpenAsync(new Uri(relay.Address, "/watch/main").ToString(), scheme: ColorScheme.Dark);
        await tab.UntilAsync(WatchPage.Live);
        await tab.Page.Keyboard.PressAsync("Escape");
        await tab.Page.ClickAsync("#figure");
        (float x, float y) = await new WatchPage(tab).PlaceAsync(300, 188);
        await tab.Page.Mouse.MoveAsync(x, y);
        await tab.Page.Mouse.DownAsync();
        for (int i = 0; i < Moves; i++)
        {
            double angle = i * 0.05;
            await tab.Page.Mouse.MoveAsync(x + (float)(170 * Math.Sin(angle)), y - 60 + (float)(60 * Math.Cos(angle)));
            await tab.Page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        }

        await TakeAsync(tab.Page, "watch.png");
        await using Tab start = await chromium.OpenAsync(relay.Address.ToString(), scheme: ColorScheme.Dark);
        await start.UntilAsync("[...document.querySelectorAll('#list ds-view')].filter(view => view.picture.width > 0).length === 2");
        await TakeAsync(start.Page, "start.png");
    }

    [Fact(Explicit = true)]
    public async Task The_playground_in_three_ways()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using DemoSource source = PhysicsStream.Start(relay);
        await using Tab tab = await chromium.OpenAsync(new Uri(relay.Address, "/ways/main").ToString(), 1600, 760, ColorScheme.Dark);
        await tab.UntilAsync("[...document.querySelectorAll('ds-view')].filter(view => view.picture.width > 0).length === 3");
        double[] box = await tab.Page.EvaluateAsync<double[]>(
            "(({ left, top, width }) => [left, top, width / 1280])(document.querySelectorAll('ds-view')[1].getBoundingClientRect())");
        await tab.Page.Mouse.MoveAsync((float)(box[0] + (340 * box[2])), (float)(box[1] + (640 * box[2])));
        await tab.Page.Mouse.DownAsync();
        for (int i = 0; i < Moves / 3; i++)
        {
            double angle = i * 0.08;
            await tab.Page.Mouse.MoveAsync((float)(box[0] + ((440 + (100 * Math.Sin(angle))) * box[2])), (float)(box[1] + ((430 + (90 * Math.Cos(angle))) * box[2])));
            await tab.Page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        }

        await TakeAsync(tab.Page, "physics.png");
    }

    [Fact(Explicit = true)]
    public async Task The_console_with_a_viewer_behind_a_narrow_link()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using DemoSource main = SpringsStream.Start(relay);
        await using DemoSource wall = SpringsStream.Start(relay, "wall-display", 960, 640);
        await using SlowLink link = new(relay.Address.Port, TimeProvider.System);
        link.Hold(100_000);
        await using ReceiverClient slow = new(new ReceiverOptions { Relay = link.Address, Mode = StreamMode.Delta }, TimeProvider.System);
        slow.Start();
        await using Tab console = await chromium.OpenAsync(new Uri(relay.Address, "/console").ToString(), 1280, 1240, ColorScheme.Light);
        await using WatchPage watch = await WatchPage.OpenAsync(chromium, relay.Address);
        (float x, float y) = await watch.PlaceAsync(300, 188);
        await watch.Page.Mouse.MoveAsync(x, y);
        await watch.Page.Mouse.DownAsync();
        for (int i = 0; i < 3 * Moves; i++)
        {
            double angle = i * 0.05;
            await watch.Page.Mouse.MoveAsync(x + (float)(170 * Math.Sin(angle)), y - 60 + (float)(60 * Math.Cos(angle)));
            await watch.Page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        }

        await console.UntilAsync("!document.querySelector('#slow').hidden");
        await TakeAsync(console.Page, "console.png");
    }

    private static async Task TakeAsync(IPage page, string name)
    {
        byte[] picture = await page.ScreenshotAsync(new() { Path = RepositoryFolder.At("docs", "images", name) });
        Assert.InRange(picture.Length, 1, MostBytes);
    }
}
