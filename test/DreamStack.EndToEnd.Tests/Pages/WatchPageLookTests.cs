using DreamStack.Cli.Sources;
using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Tool;
using DreamStack.Relay;
using DreamStack.Streaming.Wire.Frames;
using Microsoft.Playwright;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages;

[Collection(BrowserCollection.Name)]
public sealed class WatchPageLookTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task TheWatchPageIsFaultlessInEveryStateOfASession(ColorScheme scheme)
    {
        await using RelayServer relay = await StartRelayAsync(new RelayOptions { Grace = TimeSpan.FromSeconds(1) });
        await using PageLook look = await PageLook.OpenAsync(chromium, new Uri(relay.Address, "/watch/main"), scheme);
        await SaysAsync(look.Tab, "away", "Nobody shares main yet");
        await look.LookAsync("watch-nobody");

        await using (SpringsSource source = SpringsStream.Start(relay))
        {
            await look.Tab.UntilAsync(WatchPage.Live);
            await look.Page.Keyboard.PressAsync("Escape");
            await look.Page.ClickAsync("#figure");
            await WatchPage.PlayAsync(look.Tab);
            await look.Tab.UntilAsync("/ms/.test(document.querySelector('#latency').textContent)");
            await look.LookAsync("watch-figures");
            await look.Page.ClickAsync("#figure");
            await look.LookAsync("watch-live");
        }

        await SaysAsync(look.Tab, "away", "The source went away");
        await look.LookAsync("watch-away");
        await using (SpringsSource source = SpringsStream.Start(relay))
        {
            await look.Tab.UntilAsync(WatchPage.Live);
            await source.EndAsync("The source was stopped.");
        }

        await SaysAsync(look.Tab, "ended", "The stream is over");
        await look.LookAsync("watch-ended");
        look.AssertFaultless();

        await using (SpringsSource source = SpringsStream.Start(relay))
        {
            await look.Tab.UntilAsync(WatchPage.Live);
            await relay.StopAsync(EndReason.Restarting, "The relay restarts.");
            await SaysAsync(look.Tab, "reconnecting", "The connection was lost");
            await look.LookAsync("watch-reconnecting");
        }

        look.AssertFaultless(RelayGone.Explains);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task TheWatchPageIsFaultlessWhileItConnectsAndWhenTheRelayDoesNotAnswer(ColorScheme scheme)
    {
        await using StaticPages pages = await StaticPages.StartAsync();
        await using PageLook look = await PageLook.OpenAsync(chromium, new Uri(pages.Address, "/watch/silent"), scheme);
        await SaysAsync(look.Tab, "connecting", "Connecting to silent");
        await look.LookAsync("watch-connecting");
        look.AssertFaultless();

        await look.Page.GotoAsync(new Uri(pages.Address, "/watch/main").ToString());
        await SaysAsync(look.Tab, "connecting", "The relay does not answer");
        await look.LookAsync("watch-no-answer");
        look.AssertFaultless(RelayGone.Explains);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task TheWatchPageIsFaultlessWhenTheRelayIsFullAndSaysWhatToDo(ColorScheme scheme)
    {
        await using RelayServer relay = await StartRelayAsync(new RelayOptions { MaxViewersPerStream = 1 });
        await using SpringsSource source = SpringsStream.Start(relay);
        Uri address = new(relay.Address, "/watch/main");
        await using Tab first = await chromium.OpenAsync(address.ToString());
        await first.UntilAsync(WatchPage.Live);
        await using PageLook look = await PageLook.OpenAsync(chromium, address, scheme);
        await SaysAsync(look.Tab, "refused", "The relay said no");
        await look.LookAsync("watch-refused");
        look.AssertFaultless();

        await first.DisposeAsync();
        await look.Page.ClickAsync("#again");
        await look.Tab.UntilAsync(WatchPage.Live);
    }

    private static Task<RelayServer> StartRelayAsync(RelayOptions? options = null) =>
        RelayServer.StartAsync((options ?? new RelayOptions()) with { Port = 0, WebRoot = ToolFolder.WebRoot });

    private static async Task SaysAsync(Tab tab, string state, string title)
    {
        await tab.UntilAsync($"document.querySelector('ds-view')?.status?.state === '{state}'");
        await tab.UntilAsync($"!document.querySelector('#face').hidden && document.querySelector('#face-title').textContent === '{title}'");
    }
}
