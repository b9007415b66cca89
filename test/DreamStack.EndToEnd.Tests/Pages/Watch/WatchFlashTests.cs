using DreamStack.Cli.Sources;
using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Sessions;
using DreamStack.Relay;
using Microsoft.Playwright;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages.Watch;

[Collection(BrowserCollection.Name)]
public sealed class WatchFlashTests(ChromiumFixture chromium)
{
    private const string Lit =
        """
        (() => {
          const canvas = document.querySelector('ds-view').shadowRoot.querySelector('canvas.damage');
          if (!canvas?.width) return 0;
          // A copy: one that is read often is kept where reading costs little.
          const copy = Object.assign(window.copy ??= document.createElement('canvas'), { width: canvas.width, height: canvas.height });
          const context = copy.getContext('2d', { willReadFrequently: true });
          context.drawImage(canvas, 0, 0);
          const { data } = context.getImageData(0, 0, copy.width, copy.height);
          let lit = 0;
          for (let i = 3; i < data.length; i += 4) if (data[i] > 0) lit++;
          return lit / (data.length / 4);
        })()
        """;

    [Fact]
    public async Task A_key_lights_up_the_tiles_that_each_change_touched_and_they_fade()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using DemoSource source = SpringsStream.Start(relay);
        await using WatchPage watch = await WatchPage.OpenAsync(chromium, relay.Address);
        await watch.Page.ClickAsync("ds-view");
        await watch.Page.Keyboard.PressAsync("Alt+Shift+KeyD");
        await watch.Tab.UntilAsync("document.querySelector('#flash').checked && document.querySelector('ds-view').hasAttribute('flash')");
        await watch.PlayAsync(10);
        await watch.Tab.UntilAsync($"(lit => lit > 0 && lit < 0.9)({Lit})");
        await watch.Tab.UntilAsync($"{Lit} === 0");

        await watch.Page.Keyboard.PressAsync("Alt+Shift+KeyD");
        await watch.Tab.UntilAsync("!document.querySelector('#flash').checked && !document.querySelector('ds-view').shadowRoot.querySelector('canvas.damage')");
        watch.Tab.AssertQuiet();
    }

    [Fact]
    public async Task Who_asked_for_less_motion_sees_an_outline_that_stays()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using DemoSource source = SpringsStream.Start(relay);
        await using WatchPage watch = await WatchPage.OpenAsync(chromium, relay.Address, "?flash");
        await watch.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await watch.PlayAsync(10);
        // What fades is dark within half a second: what is as it was for a whole one stays.
        await watch.Tab.UntilAsync(
            $$"""
            (lit => {
              const [before, since] = window.still ?? [0, 0];
              if (lit !== before) window.still = [lit, performance.now()];
              return lit > 0.0001 && lit < 0.2 && lit === before && performance.now() - since > 1000;
            })({{Lit}})
            """);
        watch.Tab.AssertQuiet();
    }
}
