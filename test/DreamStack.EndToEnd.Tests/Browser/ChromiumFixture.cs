using Microsoft.Playwright;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Browser;

/// <summary>One real Chromium for all tests of a collection; each test opens pages of its own.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    // Without these Chromium looks for hosts that a closed network refuses, and asks for a sandbox that root has not.
    private static readonly string[] s_flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
        "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", "--auto-select-desktop-capture-source=Entire screen",
    ];

    private readonly Dictionary<bool, IBrowserContext> _profiles = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where Chromium is: the environment's CHROMIUM, else Debian's place.</summary>
    public static string ExecutablePath => Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    private IBrowser Browser => _browser ?? throw new InvalidOperationException("The fixture has not begun.");

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = ExecutablePath, Args = s_flags });
    }

    /// <summary>
    /// A tab that remembers what its console said. A script runs before the page's own; a fresh tab has a profile of its own,
    /// which has seen no page yet.
    /// </summary>
    public async Task<Tab> OpenAsync(
        string address, int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light, bool touch = false,
        string script = "", bool fresh = false)
    {
        IBrowserContext context = fresh ? await Browser.NewContextAsync() : await ProfileAsync(touch);
        IPage page = await context.NewPageAsync();
        await page.SetViewportSizeAsync(width, height);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        if (script.Length > 0) await page.AddInitScriptAsync(script);
        Tab tab = new(context, page);
        await page.GotoAsync(address);
        return tab;
    }

    /// <summary>
    /// All tabs of one kind of device share a profile, as a person's do: what one has loaded and compiled the next need not.
    /// </summary>
    private async Task<IBrowserContext> ProfileAsync(bool touch)
    {
        if (!_profiles.TryGetValue(touch, out IBrowserContext? profile))
        {
            profile = await Browser.NewContextAsync(new() { HasTouch = touch });
            _profiles.Add(touch, profile);
        }

        return profile;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
