using DreamStack.Cli.Sources;
using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Tool;
using DreamStack.Relay;
using Microsoft.Playwright;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages;

[Collection(BrowserCollection.Name)]
public sealed class StartPageLookTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task TheStartPageIsFaultlessEmptyWithOneStreamWithSeveralAndWithoutItsRelay(ColorScheme scheme)
    {
        await using RelayServer relay = await RelayServer.StartAsync(new RelayOptions { Port = 0, WebRoot = ToolFolder.WebRoot });
        await using PageLook look = await PageLook.OpenAsync(chromium, relay.Address, scheme);
        await look.Tab.UntilAsync("!document.querySelector('#empty').hidden");
        await look.LookAsync("start-empty");

        await using SpringsSource main = SpringsStream.Start(relay);
        await UntilShownAsync(look.Tab, 1);
        await look.LookAsync("start-one");

        await using SpringsSource wall = SpringsStream.Start(relay, "wall-display", 1280, 720);
        await using SpringsSource phone = SpringsStream.Start(relay, "phone", 390, 640);
        await UntilShownAsync(look.Tab, 3);
        await look.LookAsync("start-several");
        look.AssertFaultless();

        await relay.StopAsync();
        await look.Tab.UntilAsync("!document.querySelector('#trouble').hidden");
        await look.LookAsync("start-relay-gone");
        look.AssertFaultless(RelayGone.Explains);
    }

    [Fact]
    public async Task TheStartPageSaysWhatToStartWhenNothingRunsAndShowsAStreamAsSoonAsItDoes()
    {
        await using RelayServer relay = await RelayServer.StartAsync(new RelayOptions { Port = 0, WebRoot = ToolFolder.WebRoot });
        await using Tab tab = await chromium.OpenAsync(relay.Address.ToString());
        await tab.UntilAsync("!document.querySelector('#empty').hidden");
        Assert.Contains("./ds source springs", await tab.Page.InnerTextAsync("#empty"), StringComparison.Ordinal);

        await using SpringsSource main = SpringsStream.Start(relay);
        await UntilShownAsync(tab, 1);
        Assert.True(await tab.Page.IsHiddenAsync("#empty"));
        string card = await tab.Page.InnerTextAsync("#list .card");
        Assert.Contains("main", card, StringComparison.Ordinal);
        Assert.Contains("600 × 400", card, StringComparison.Ordinal);

        await tab.Page.ClickAsync("#list .watch");
        await tab.UntilAsync("document.querySelector('ds-view')?.status?.state === 'live'");
        Assert.Equal("/watch/main", new Uri(tab.Page.Url).AbsolutePath);
        tab.AssertQuiet();
    }

    private static Task UntilShownAsync(Tab tab, int streams) => tab.UntilAsync(
        $"[...document.querySelectorAll('#list ds-view')].filter(view => view.picture.width > 0).length === {streams}"
        + $" && [...document.querySelectorAll('#list .size')].filter(size => size.textContent.includes('×')).length === {streams}");
}
