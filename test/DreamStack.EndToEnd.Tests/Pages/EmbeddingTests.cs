using DreamStack.Cli.Sources;
using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Tool;
using DreamStack.Relay;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages;

[Collection(BrowserCollection.Name)]
public sealed class EmbeddingTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task FiveLinesShowAStreamOnAPageOfAnotherOrigin()
    {
        await using RelayServer relay = await RelayServer.StartAsync(new RelayOptions { Port = 0, WebRoot = ToolFolder.WebRoot });
        await using SpringsSource source = SpringsStream.Start(relay);
        await using StaticPages other = await StaticPages.StartAsync(
            $"""
            <!doctype html>
            <link rel="icon" href="data:,">
            <script type="module" src="{relay.Address}client/ds-view.js"></script>
            <ds-view src="{relay.Address}stream/main" style="width: 600px; height: 400px"></ds-view>
            <script>document.querySelector('ds-view').addEventListener('picture', event => window.seen = event.detail.seq);</script>
            """);
        Assert.NotEqual(relay.Address.Authority, other.Address.Authority);
        await using Tab tab = await chromium.OpenAsync(other.Address.ToString());
        await tab.UntilAsync("document.querySelector('ds-view').status?.state === 'live' && window.seen !== undefined");
        int first = await tab.Page.EvaluateAsync<int>("window.seen");

        (float x, float y) = await WatchPage.PlaceAsync(tab.Page, 300, 200);
        await tab.Page.Mouse.ClickAsync(x, y);
        await tab.Page.Keyboard.PressAsync("Space");
        await tab.UntilAsync($"window.seen !== {first}");
        Assert.Equal("600 × 400", await tab.Page.EvaluateAsync<string>("(({ width, height }) => `${width} × ${height}`)(document.querySelector('ds-view').picture)"));
        tab.AssertQuiet();
    }
}
