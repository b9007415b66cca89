using DreamStack.Cli.Sources;
using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Sessions;
using DreamStack.Relay;
using DreamStack.Streaming.Wire.Frames;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages.Watch;

[Collection(BrowserCollection.Name)]
public sealed class WatchFaceTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task The_page_is_faultless_in_every_state_of_a_session()
    {
        await using RelayServer relay = await PageRelay.StartAsync(new RelayOptions { Grace = TimeSpan.FromSeconds(1) });
        await using PageLook look = await PageLook.OpenAsync(chromium, new Uri(relay.Address, "/watch/main"));
        WatchPage watch = new(look.Tab);
        await watch.UntilFaceAsync("away", "Nobody shares main yet");
        await look.LookAsync("watch-nobody");

        await using (DemoSource source = SpringsStream.Start(relay))
        {
            await look.Tab.UntilAsync(WatchPage.Live);
            await look.Page.Keyboard.PressAsync("Escape");
            await look.Page.ClickAsync("#figure");
            await watch.PlayAsync();
            await look.Tab.UntilAsync("/ms/.test(document.querySelector('#latency').textContent)");
            await look.LookAsync("watch-figures");
            await look.Page.ClickAsync("#figure");
            await look.LookAsync("watch-live");
        }

        await watch.UntilFaceAsync("away", "The source went away");
        await look.LookAsync("watch-away");
        await using (DemoSource source = SpringsStream.Start(relay))
        {
            await look.Tab.UntilAsync(WatchPage.Live);
            await source.EndAsync("The source was stopped.");
        }

        await watch.UntilFaceAsync("ended", "The stream is over");
        await look.LookAsync("watch-ended");
        look.AssertFaultless();

        await using (DemoSource source = SpringsStream.Start(relay))
        {
            await look.Tab.UntilAsync(WatchPage.Live);
            await relay.StopAsync(EndReason.Restarting, "The relay restarts.");
            await watch.UntilFaceAsync("reconnecting", "The connection was lost");
            Assert.Equal(600, await look.Page.EvaluateAsync<int>("document.querySelector('ds-view').picture.width"));
            await look.LookAsync("watch-reconnecting");
        }

        look.AssertFaultless(RelayGone.Explains);
    }

    [Fact]
    public async Task The_page_is_faultless_while_it_connects_and_when_the_relay_does_not_answer()
    {
        await using StaticPages pages = await StaticPages.StartAsync();
        await using PageLook look = await PageLook.OpenAsync(chromium, new Uri(pages.Address, "/watch/silent"));
        WatchPage watch = new(look.Tab);
        await watch.UntilFaceAsync("connecting", "Connecting to silent");
        await look.LookAsync("watch-connecting");
        look.AssertFaultless();

        await look.Page.GotoAsync(new Uri(pages.Address, "/watch/main").ToString());
        await watch.UntilFaceAsync("connecting", "The relay does not answer");
        await look.LookAsync("watch-no-answer");
        look.AssertFaultless(RelayGone.Explains);
    }

    [Fact]
    public async Task A_full_relay_refuses_with_its_reason_and_a_next_step_that_works()
    {
        await using RelayServer relay = await PageRelay.StartAsync(new RelayOptions { MaxViewersPerStream = 1 });
        await using DemoSource source = SpringsStream.Start(relay);
        await using PageLook look = await PageLook.OpenAsync(chromium, relay.Address);
        WatchPage watch = new(look.Tab);
        using (Peer first = await Peer.ConnectAsync(relay.Address, "/stream/main"))
        {
            await look.Page.GotoAsync(new Uri(relay.Address, "/watch/main").ToString());
            await watch.UntilFaceAsync("refused", "The relay said no");
            Assert.Contains("no room", await look.Page.TextContentAsync("#face-text"), StringComparison.Ordinal);
            await look.LookAsync("watch-refused");
            look.AssertFaultless();
        }

        await look.Page.ClickAsync("#again");
        await look.Tab.UntilAsync(WatchPage.Live);
    }
}
