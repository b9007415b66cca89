using DreamStack.Cli.Sources;
using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Sessions;
using DreamStack.Relay;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages.Watch;

[Collection(BrowserCollection.Name)]
public sealed class WatchWordsTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_session_is_told_in_words_and_each_state_once_to_a_screen_reader()
    {
        await using RelayServer relay = await PageRelay.StartAsync(new RelayOptions { Grace = TimeSpan.FromSeconds(1) });
        await using Tab tab = await chromium.OpenAsync(new Uri(relay.Address, "/watch/main").ToString());
        WatchPage watch = new(tab);
        await watch.UntilFaceAsync("away", "Nobody shares main yet", "This page shows it as soon as somebody does.");
        await NoteAnnouncementsAsync(tab);

        await using (DemoSource source = SpringsStream.Start(relay))
        {
            await tab.UntilAsync(WatchPage.Live);
            await tab.UntilAsync("document.querySelector('#who').textContent === 'You drive'");
            await tab.UntilAsync("window.announced.includes('main is live.')");
            Assert.Equal("main — DreamStack", await tab.Page.TitleAsync());
        }

        await watch.UntilFaceAsync("away", "The source went away", "It went away just now. Waiting for it.");
        await watch.UntilFaceAsync("away", "The source went away", "It went away 3 s ago. Waiting for it.");
        await using (DemoSource source = SpringsStream.Start(relay))
        {
            await tab.UntilAsync($"{WatchPage.Live} && window.announced.length === 3");
            await source.EndAsync("The source was stopped.");
        }

        await watch.UntilFaceAsync("ended", "The stream is over", "The source was stopped. If it begins again, it shows here.");
        await tab.UntilAsync("window.announced.length === 4");
        string[] announced = await tab.Page.EvaluateAsync<string[]>("window.announced");
        Assert.Equal(
            ["main is live.", "The source went away. It went away just now. Waiting for it.", "main is live.",
                "The stream is over. The source was stopped. If it begins again, it shows here."],
            announced);
        tab.AssertQuiet();
    }

    /// <summary>What a screen reader would say: each change of a live region, wherever it is in the page.</summary>
    private static async Task NoteAnnouncementsAsync(Tab tab) => await tab.Page.EvaluateAsync(
        """
        () => {
          window.announced = [];
          const live = '[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log], output';
          new MutationObserver(changes => {
            const spoken = new Set(changes.map(({ target }) => (target.nodeType === 1 ? target : target.parentElement)?.closest(live)).filter(Boolean));
            for (const region of spoken) if (region.textContent) window.announced.push(region.textContent);
          }).observe(document.body, { subtree: true, childList: true, characterData: true });
        }
        """);
}
