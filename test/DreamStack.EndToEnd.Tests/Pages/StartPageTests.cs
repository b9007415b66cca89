using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Sessions;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages;

[Collection(BrowserCollection.Name)]
public sealed class StartPageTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_running_stream_is_a_card_with_a_live_thumbnail_that_leads_to_it()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using PageHost host = await PageHost.StartAsync();
        await host.OpenAsync(chromium, "/", live.Relay.Address);
        await host.Tab.UntilAsync("document.querySelector('.card ds-view')?.picture.width === 600");
        await Accessibility.AssertCleanAsync(host.Page);
        Assert.Equal("0 watching", await host.Page.TextContentAsync(".watchers"));
        await host.Page.ClickAsync(".watch");
        await host.UntilPicturedAsync();
        Assert.EndsWith("/watch/main", host.Page.Url, StringComparison.Ordinal);
        host.Tab.AssertQuiet();
    }

    [Fact]
    public async Task An_idle_relay_shows_the_one_command_that_starts_something()
    {
        await using PageHost host = await PageHost.StartAsync();
        await host.OpenAsync(chromium, "/");
        await host.Page.WaitForSelectorAsync("#empty", new() { State = Microsoft.Playwright.WaitForSelectorState.Visible });
        Assert.Equal($"./ds source springs --relay ws://localhost:{host.Relay.Address.Port}", await host.Page.TextContentAsync("#command"));
        await Accessibility.AssertCleanAsync(host.Page);
        string[] reached = await Keyboarding.WalkAsync(host.Page, steps: 7);
        Assert.Equal(["a", "a", "a", "button#copy", "a", "a"], reached[..6]);
        host.Tab.AssertQuiet();
    }

    [Fact]
    public async Task A_stream_that_begins_appears_by_itself()
    {
        await using PageHost host = await PageHost.StartAsync();
        await host.OpenAsync(chromium, "/");
        await host.Page.WaitForSelectorAsync("#empty", new() { State = Microsoft.Playwright.WaitForSelectorState.Visible });
        using Peer source = await host.SourceAsync("second");
        await host.Tab.UntilAsync("document.querySelector('.card h2')?.textContent === 'second'");
        Assert.Equal("1 stream", await host.Page.TextContentAsync("#count"));
        host.Tab.AssertQuiet();
    }
}
