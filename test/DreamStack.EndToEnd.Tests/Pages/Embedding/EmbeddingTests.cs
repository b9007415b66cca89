using DreamStack.Cli.Sources;
using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Sessions;
using DreamStack.Relay;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages.Embedding;

[Collection(BrowserCollection.Name)]
public sealed class EmbeddingTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task Five_lines_show_a_stream_on_a_page_of_another_origin()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using DemoSource source = SpringsStream.Start(relay);
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

        await tab.Page.ClickAsync("ds-view");
        await tab.Page.Keyboard.PressAsync("Space");
        await tab.UntilAsync($"window.seen !== {first}");
        Assert.Equal("600 × 400", await tab.Page.EvaluateAsync<string>("(({ width, height }) => `${width} × ${height}`)(document.querySelector('ds-view').picture)"));
        tab.AssertQuiet();
    }
}
