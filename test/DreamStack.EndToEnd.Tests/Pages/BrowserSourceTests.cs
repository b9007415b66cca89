using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Tool;
using DreamStack.Relay;
using Microsoft.Playwright;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages;

[Collection(BrowserCollection.Name)]
public sealed class BrowserSourceTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task TheSourcePageIsFaultlessWhileChoosingAndWhileRunningSprings(ColorScheme scheme)
    {
        await using RelayServer relay = await StartRelayAsync();
        await using PageLook look = await PageLook.OpenAsync(chromium, new Uri(relay.Address, "/source/b?kind=springs"), scheme);
        await look.LookAsync("source-choosing");
        await look.Page.ClickAsync("#choose button");
        await look.Tab.UntilAsync("document.querySelector('#stage ds-view')?.picture.width > 0 && document.querySelector('#said').textContent.startsWith('Live as')");
        await look.LookAsync("source-springs");
        look.AssertFaultless();
    }

    [Fact]
    public async Task SpringsInOneBrowserAreSeenAlikeByTwoOthersAndDragged()
    {
        await using RelayServer relay = await StartRelayAsync();
        await using Tab source = await ShareAsync(relay, "springs");
        await using ViewPage delta = await ViewPage.OpenAsync(chromium, relay.Address, "delta", stream: "b");
        await using ViewPage pixel = await ViewPage.OpenAsync(chromium, relay.Address, "pixel", stream: "b");
        byte[] before = await delta.PixelsAsync();

        await delta.DragAsync(300, 190, 420, 240, release: false);
        await delta.Tab.UntilAsync("window.shown.length > 5 && performance.now() - window.shown.at(-1).at > 700");
        ShownPicture last = (await delta.ShownAsync())[^1];
        await pixel.UntilShownAsync(last.Seq);

        Assert.Equal(last.Hash, (await pixel.ShownAsync())[^1].Hash);
        byte[] after = await delta.PixelsAsync();
        int at = ((240 * 600) + 420) * 4;
        Assert.NotEqual(before.AsSpan(at, 3).ToArray(), after.AsSpan(at, 3).ToArray());
        source.AssertQuiet();
        delta.Tab.AssertQuiet();
        pixel.Tab.AssertQuiet();
    }

    [Fact]
    public async Task ADrawingIsSeenByAViewerWhoDrawsInItToo()
    {
        await using RelayServer relay = await StartRelayAsync();
        await using Tab source = await ShareAsync(relay, "canvas");
        await using ViewPage view = await ViewPage.OpenAsync(chromium, relay.Address, "delta", stream: "b");
        await view.DragAsync(100, 100, 300, 200);
        await view.Tab.UntilAsync("performance.now() - window.shown.at(-1).at > 500");

        // The view is half as wide as the drawing: its (300, 200) is the drawing's (600, 400).
        byte[] drawn = await view.PixelsAsync();
        int line = ((300 * 1200) + 400) * 4;
        Assert.NotEqual(drawn.AsSpan(0, 3).ToArray(), drawn.AsSpan(line, 3).ToArray());
        source.AssertQuiet();
        view.Tab.AssertQuiet();
    }

    [Theory]
    [InlineData("screen")]
    [InlineData("camera")]
    public async Task WhatTheBrowserCapturesIsSeenByAViewerUntilSharingStops(string kind)
    {
        await using RelayServer relay = await StartRelayAsync();
        await using Tab source = await ShareAsync(relay, kind);
        await using ViewPage view = await ViewPage.OpenAsync(chromium, relay.Address, "delta", stream: "b");
        await view.Tab.UntilAsync("window.shown.at(-1).width > 100 && window.shown.at(-1).height > 100");

        await source.Page.ClickAsync("#stop");
        await view.Tab.UntilAsync("window.view.status.state === 'ended'");
        Assert.True(await source.Page.IsVisibleAsync("#choose"));
        source.AssertQuiet();
        view.Tab.AssertQuiet();
    }

    [Fact]
    public async Task EveryControlOfTheSourcePageIsReachedByTabAndShowsThatItHasTheFocus()
    {
        await using RelayServer relay = await StartRelayAsync();
        await using Tab tab = await chromium.OpenAsync(new Uri(relay.Address, "/source").ToString());
        FocusStop[] stops = await FocusWalk.AroundAsync(tab.Page);
        Assert.Equal(["DreamStack", "All streams", "screen", "main", "Start sharing"], stops.Select(stop => stop.Name));
        Assert.All(stops, stop => Assert.True(stop.Visible, $"{stop.Name} does not show its focus"));
        tab.AssertQuiet();
    }

    private static Task<RelayServer> StartRelayAsync() =>
        RelayServer.StartAsync(new RelayOptions { Port = 0, WebRoot = ToolFolder.WebRoot });

    private async Task<Tab> ShareAsync(RelayServer relay, string kind)
    {
        Tab tab = await chromium.OpenAsync(new Uri(relay.Address, $"/source/b?kind={kind}").ToString());
        await tab.Page.ClickAsync("#choose button");
        await tab.UntilAsync("document.querySelector('#said').textContent.startsWith('Live as') || !document.querySelector('#trouble').hidden");
        Assert.Equal("", await tab.Page.TextContentAsync("#trouble"));
        return tab;
    }
}
