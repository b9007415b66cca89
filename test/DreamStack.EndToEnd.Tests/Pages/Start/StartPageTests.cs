using DreamStack.Cli.Sources;
using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Sessions;
using DreamStack.Relay;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages.Start;

[Collection(BrowserCollection.Name)]
public sealed class StartPageTests(ChromiumFixture chromium)
{
    private const string Empty = "!document.querySelector('#empty').hidden";

    [Fact]
    public async Task An_idle_relay_shows_the_one_command_that_starts_something()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using Tab tab = await chromium.OpenAsync(relay.Address.ToString());
        await tab.UntilAsync(Empty);
        Assert.Equal($"./ds source springs --relay ws://localhost:{relay.Address.Port}", await tab.Page.TextContentAsync("#command"));

        FocusStop[] stops = await FocusWalk.AroundAsync(tab.Page);
        Assert.Equal(
            ["Skip to the streams", "DreamStack", "Console", "Share this screen", "Copy", "Share this screen", "Run springs here"],
            stops.Select(stop => stop.Name));
        Assert.All(stops, stop => Assert.True(stop.Visible, $"{stop.Name} does not show its focus"));
        tab.AssertQuiet();
    }

    [Fact]
    public async Task A_stream_that_begins_appears_by_itself_as_a_live_card_that_leads_to_it()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using Tab tab = await chromium.OpenAsync(relay.Address.ToString());
        await tab.UntilAsync(Empty);
        await using DemoSource source = SpringsStream.Start(relay, "second");
        await UntilShownAsync(tab, 1);

        Assert.True(await tab.Page.IsHiddenAsync("#empty"));
        Assert.Equal("1 stream", await tab.Page.TextContentAsync("#count"));
        Assert.Equal("second", await tab.Page.TextContentAsync(".card h2"));
        Assert.Equal("600 × 400", await tab.Page.TextContentAsync(".card .size"));
        // The card's own thumbnail is nobody who watches.
        Assert.Equal("0 watching", await tab.Page.TextContentAsync(".card .watchers"));

        await tab.Page.ClickAsync("#list .watch");
        await tab.UntilAsync(WatchPage.Live);
        Assert.Equal("/watch/second", new Uri(tab.Page.Url).AbsolutePath);
        tab.AssertQuiet();
    }

    [Fact]
    public async Task The_page_is_faultless_empty_with_one_stream_with_several_and_without_its_relay()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using PageLook look = await PageLook.OpenAsync(chromium, relay.Address);
        await look.Tab.UntilAsync(Empty);
        await look.LookAsync("start-empty");

        await using DemoSource main = SpringsStream.Start(relay);
        await UntilShownAsync(look.Tab, 1);
        await look.LookAsync("start-one");

        await using DemoSource wall = SpringsStream.Start(relay, "wall-display", 1280, 720);
        await using DemoSource phone = SpringsStream.Start(relay, "phone", 390, 640);
        await UntilShownAsync(look.Tab, 3);
        await look.LookAsync("start-several");
        look.AssertFaultless();

        await relay.StopAsync();
        await look.Tab.UntilAsync("!document.querySelector('#trouble').hidden");
        await look.LookAsync("start-relay-gone");
        look.AssertFaultless(RelayGone.Explains);
    }

    private static Task UntilShownAsync(Tab tab, int streams) => tab.UntilAsync(
        $"[...document.querySelectorAll('#list ds-view')].filter(view => view.picture.width > 0).length === {streams}"
        + $" && [...document.querySelectorAll('#list .size')].filter(size => size.textContent.includes('×')).length === {streams}");
}
