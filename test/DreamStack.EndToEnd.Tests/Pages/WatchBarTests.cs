using DreamStack.Cli.Sources;
using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Tool;
using DreamStack.Relay;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages;

[Collection(BrowserCollection.Name)]
public sealed class WatchBarTests(ChromiumFixture chromium)
{
    private const string Faded = "getComputedStyle(document.querySelector('#bar')).visibility === 'hidden'";

    [Fact]
    public async Task EveryControlOfTheWatchPageIsReachedByTabInOrderAndShowsThatItHasTheFocus()
    {
        await using RelayServer relay = await StartRelayAsync();
        await using SpringsSource source = SpringsStream.Start(relay);
        await using Tab tab = await OpenAsync(relay);
        await tab.Page.Keyboard.PressAsync("Escape");

        FocusStop[] stops = await FocusWalk.AroundAsync(tab.Page);

        Assert.Equal(
            ["Keys and text for: Live picture of main", "All streams", "delta", "Sound", "Full screen", "Live figures"],
            stops.Select(stop => stop.Name));
        Assert.All(stops, stop => Assert.True(stop.Visible, $"{stop.Name} does not show its focus"));
        tab.AssertQuiet();
    }

    [Fact]
    public async Task TheArrowKeysChangeTheModeLive()
    {
        await using RelayServer relay = await StartRelayAsync();
        await using SpringsSource source = SpringsStream.Start(relay);
        await using Tab tab = await OpenAsync(relay);
        await tab.Page.Keyboard.PressAsync("Escape");
        await tab.Page.FocusAsync("#modes input:checked");
        foreach ((string key, string mode) in new[] { ("ArrowRight", "signal"), ("ArrowLeft", "delta"), ("ArrowLeft", "pixel") })
        {
            await tab.Page.Keyboard.PressAsync(key);
            await tab.UntilAsync($"document.querySelector('ds-view').status.mode === '{mode}' && document.querySelector('#modes input:checked').value === '{mode}'");
            int before = await tab.Page.EvaluateAsync<int>("document.querySelector('ds-view').stats?.pictures ?? 0");
            await WatchPage.PlayAsync(tab, 10);
            await tab.UntilAsync($"document.querySelector('ds-view').stats.mode === '{mode}' && document.querySelector('ds-view').stats.pictures > {before}");
            await tab.Page.Keyboard.PressAsync("Escape");
            await tab.Page.FocusAsync("#modes input:checked");
        }

        tab.AssertQuiet();
    }

    [Fact]
    public async Task TheBarFadesWhileAPersonWorksAndComesBackOnEscATouchBelowAndFocus()
    {
        await using RelayServer relay = await StartRelayAsync();
        await using SpringsSource source = SpringsStream.Start(relay);
        await using Tab tab = await OpenAsync(relay);
        await WatchPage.PlayAsync(tab, 5);
        await tab.UntilAsync(Faded);

        await tab.Page.Keyboard.PressAsync("Escape");
        await tab.UntilAsync($"!({Faded})");
        await WatchPage.PlayAsync(tab, 5);
        await tab.UntilAsync(Faded);

        await tab.Page.ClickAsync("#grip");
        await tab.UntilAsync($"!({Faded}) && document.activeElement.matches('#bar a')");
        await WatchPage.PlayAsync(tab, 5);
        await tab.UntilAsync(Faded);

        await tab.Page.Mouse.MoveAsync(640, 780);
        await tab.UntilAsync($"!({Faded})");
        tab.AssertQuiet();
    }

    [Fact]
    public async Task TheFiguresOpenByKeyAndTellSizeFramesAndBytes()
    {
        await using RelayServer relay = await StartRelayAsync();
        await using SpringsSource source = SpringsStream.Start(relay);
        await using Tab tab = await OpenAsync(relay);
        await tab.Page.Keyboard.PressAsync("Escape");
        await tab.Page.FocusAsync("#figure");
        await tab.Page.Keyboard.PressAsync("Enter");
        await WatchPage.PlayAsync(tab);
        await tab.UntilAsync("/ ms · /.test(document.querySelector('#latency').textContent)");

        Assert.Equal("true", await tab.Page.GetAttributeAsync("#figure", "aria-expanded"));
        Assert.Contains("600 × 400", await tab.Page.InnerTextAsync("#size"), StringComparison.Ordinal);
        Assert.Matches("[KM]?B/s", await tab.Page.InnerTextAsync("#bandwidth"));
        Assert.Matches("fps · .*B/s · .*ms", await tab.Page.InnerTextAsync("#figure"));
        tab.AssertQuiet();
    }

    private static Task<RelayServer> StartRelayAsync() =>
        RelayServer.StartAsync(new RelayOptions { Port = 0, WebRoot = ToolFolder.WebRoot });

    private async Task<Tab> OpenAsync(RelayServer relay)
    {
        Tab tab = await chromium.OpenAsync(new Uri(relay.Address, "/watch/main").ToString());
        await tab.UntilAsync(WatchPage.Live);
        return tab;
    }
}
