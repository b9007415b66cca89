using DreamStack.Cli.Sources;
using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Sessions;
using DreamStack.Relay;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages.Ways;

/// <summary>One stream in its ways beside each other: the physics playground as pixels, as signals and in lockstep.</summary>
[Collection(BrowserCollection.Name)]
public sealed class WaysPageTests(ChromiumFixture chromium)
{
    private const string NotesStats =
        "window.stats = {}; addEventListener('stats', event => { window.stats[event.target.getAttribute('mode')] = event.detail; }, true);";

    private const string AllLive =
        "[...document.querySelectorAll('ds-view')].filter(view => view.status?.state === 'live' && view.picture.width > 0).length === 3";

    [Fact]
    public async Task A_thrown_box_flies_alike_in_all_three_and_the_world_that_runs_here_never_parts()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using DemoSource source = PhysicsStream.Start(relay);
        await using Tab tab = await chromium.OpenAsync(new Uri(relay.Address, "/ways/main").ToString(), 1600, 800, script: NotesStats);
        await tab.UntilAsync(AllLive);
        (float x, float y) = await PlaceAsync(tab, 340, 640);
        await tab.Page.Mouse.MoveAsync(x, y);
        await tab.Page.Mouse.DownAsync();
        for (int i = 0; i < 25; i++)
        {
            await tab.Page.Mouse.MoveAsync(x + (i * 2), y - (i * 4));
            await tab.Page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        }

        await tab.Page.Mouse.UpAsync();
        // The whole world that lockstep begins with outweighs seconds of signals: what counts is what each way takes from then on.
        await tab.UntilAsync("window.stats.lockstep?.world?.checked > 10 && window.stats.signal && window.stats.delta");
        await tab.Page.EvaluateAsync("window.before = structuredClone(window.stats)");
        await tab.Page.Mouse.DownAsync();
        for (int i = 0; i < 60; i++)
        {
            await tab.Page.Mouse.MoveAsync(x + 50 - (i * 2), y - 100 + (i % 20));
            await tab.Page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        }

        await tab.Page.Mouse.UpAsync();
        await tab.UntilAsync("window.stats.lockstep.world.checked > window.before.lockstep.world.checked + 150");
        await tab.Page.Keyboard.PressAsync("Space");
        // Paused: all three stand at the same step as soon as what was on its way is there.
        await UntilSameAsync(tab);
        Assert.Equal(0, await tab.Page.EvaluateAsync<int>("window.stats.lockstep.world.parted"));
        Assert.True(await tab.Page.EvaluateAsync<bool>("window.stats.lockstep.world.compiled"), "The world is run by the interpreter.");
        Assert.Equal(
            "lockstep<signal<delta",
            await tab.Page.EvaluateAsync<string>("(since => Object.keys(window.stats).sort((a, b) => since(a) - since(b)).join('<'))(mode => window.stats[mode].bytes - window.before[mode].bytes)"));
        tab.AssertQuiet();
    }

    [Fact]
    public async Task A_way_that_the_source_does_not_serve_is_not_shown()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using DemoSource source = SpringsStream.Start(relay);
        await using Tab tab = await chromium.OpenAsync(new Uri(relay.Address, "/ways/main").ToString());
        await tab.UntilAsync("[...document.querySelectorAll('.way')].filter(way => !way.hidden).length === 2");
        tab.AssertQuiet();
    }

    [Fact]
    public async Task The_page_is_faultless_live_and_without_its_source()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using PageLook look = await PageLook.OpenAsync(chromium, new Uri(relay.Address, "/ways/main"));
        await look.Tab.UntilAsync("document.querySelectorAll('.way').length === 3");
        await look.LookAsync("ways-waiting");
        await using DemoSource source = PhysicsStream.Start(relay);
        await look.Tab.UntilAsync(AllLive);
        await look.LookAsync("ways-live");
        look.AssertFaultless();
    }

    // What is drawn from records and what is drawn from the world that runs here are the same pixels.
    private static async Task UntilSameAsync(Tab tab)
    {
        int different = -1;
        for (int tries = 0; tries < 60 && different != 0; tries++)
        {
            await tab.Page.EvaluateAsync("() => new Promise(done => setTimeout(done, 100))");
            different = await tab.Page.EvaluateAsync<int>(
                """
                async () => {
                  const pictures = await Promise.all([...document.querySelectorAll('ds-view')].map(view => view.readPixels()));
                  const [, drawn, run] = pictures.map(picture => new Uint32Array(picture.rgba.buffer ?? picture.rgba));
                  return drawn.length === 1280 * 720 ? drawn.reduce((sum, pixel, i) => sum + (pixel === run[i] ? 0 : 1), 0) : -1;
                }
                """);
        }

        Assert.Equal(0, different);
    }

    // Where a pixel of the second picture is in the page.
    private static async Task<(float X, float Y)> PlaceAsync(Tab tab, float x, float y)
    {
        double[] box = await tab.Page.EvaluateAsync<double[]>(
            "(({ left, top, width }) => [left, top, width / 1280])(document.querySelectorAll('ds-view')[1].getBoundingClientRect())");
        return ((float)(box[0] + (x * box[2])), (float)(box[1] + (y * box[2])));
    }
}
