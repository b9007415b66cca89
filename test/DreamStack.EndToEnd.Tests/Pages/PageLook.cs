using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Tool;
using Microsoft.Playwright;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages;

/// <summary>
/// Looks at one page, state after state, as a phone, a laptop and a wall display show it by day and by night: what axe finds,
/// what runs out of the screen, and a screenshot of each in artifacts/screenshots.
/// </summary>
internal sealed class PageLook : IAsyncDisposable
{
    private static readonly (int Width, int Height)[] s_sizes = [(390, 844), (1920, 1080), (1280, 800)];
    private static readonly ColorScheme[] s_schemes = [ColorScheme.Light, ColorScheme.Dark];
    private readonly List<string> _faults = [];

    private PageLook(Tab tab) => Tab = tab;

    public Tab Tab { get; }

    public IPage Page => Tab.Page;

    /// <summary>Opens a page in its resting look: nothing in it moves for decoration.</summary>
    public static async Task<PageLook> OpenAsync(ChromiumFixture chromium, Uri address)
    {
        Tab tab = await chromium.OpenAsync("about:blank");
        await tab.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await tab.Page.GotoAsync(address.ToString());
        return new PageLook(tab);
    }

    /// <summary>Notes the faults of the state that the page is in now.</summary>
    public async Task LookAsync(string state)
    {
        foreach ((int width, int height) in s_sizes)
        {
            await Page.SetViewportSizeAsync(width, height);
            foreach (ColorScheme scheme in s_schemes)
            {
                string at = $"{state}-{width}x{height}-{scheme.ToString().ToLowerInvariant()}";
                await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
                foreach (string violation in await Axe.ViolationsAsync(Page)) _faults.Add($"{at}: {violation}");
                string[] outside = await OutsideAsync();
                if (outside.Length > 0) _faults.Add($"{at}: out of the screen: {string.Join(", ", outside)}");
                await Page.ScreenshotAsync(new() { Path = RepositoryFolder.At("artifacts", "screenshots", $"{at}.png") });
            }
        }
    }

    /// <summary>Fails with every fault seen and everything the console complained about.</summary>
    public void AssertFaultless(Func<string, bool>? expected = null)
    {
        Assert.True(_faults.Count == 0, string.Join('\n', _faults));
        Tab.AssertQuiet(expected);
    }

    public ValueTask DisposeAsync() => Tab.DisposeAsync();

    /// <summary>Controls and words that a person would have to scroll sideways for, or cannot reach at all.</summary>
    private Task<string[]> OutsideAsync() => Page.EvaluateAsync<string[]>(
        """
        () => [...document.querySelectorAll('a, button, label, h1, h2, p, dd, code')]
          .filter(element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
          .filter(element => !element.matches('.visually-hidden, .skip, .visually-hidden *'))
          .filter(element => {
            const { left, right, width } = element.getBoundingClientRect();
            const scrolls = element.closest('.command, [tabindex]');
            return width > 0 && !scrolls && (left < -0.5 || right > innerWidth + 0.5);
          })
          .map(element => `${element.tagName.toLowerCase()} "${element.textContent.trim().slice(0, 30)}"`)
          .concat(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [])
        """);
}
