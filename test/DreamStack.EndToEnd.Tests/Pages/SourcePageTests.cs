using DreamStack.EndToEnd.Tests.Browser;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages;

[Collection(BrowserCollection.Name)]
public sealed class SourcePageTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task What_can_be_shared_is_chosen_with_the_keyboard_alone()
    {
        await using PageHost host = await PageHost.StartAsync();
        await host.OpenAsync(chromium, "/source");
        await Accessibility.AssertCleanAsync(host.Page);
        string[] reached = await Keyboarding.WalkAsync(host.Page, steps: 5);
        Assert.Equal(["a", "a", "input:kind", "input:stream", "button"], reached);
        host.Tab.AssertQuiet();
    }

    [Theory]
    [InlineData("springs", 600)]
    [InlineData("canvas", 1200)]
    [InlineData("camera", 1280)]
    public async Task A_browser_is_the_source_and_a_viewer_sees_its_picture(string kind, int width)
    {
        await using PageHost host = await PageHost.StartAsync();
        await host.OpenAsync(chromium, $"/source?kind={kind}");
        await host.Page.ClickAsync("button[type=submit]");
        await host.Tab.UntilAsync("document.querySelector('#said').textContent.startsWith('Live as')");
        await Accessibility.AssertCleanAsync(host.Page);

        await using Tab viewer = await chromium.OpenAsync(new Uri(host.Relay.Address, "/watch/main").ToString());
        await viewer.UntilAsync($"document.querySelector('ds-view')?.picture.width === {width}");
        await host.Tab.UntilAsync("document.querySelector('#viewers').textContent === '1'");
        await host.Page.ClickAsync("#stop");
        await viewer.UntilAsync("document.querySelector('ds-view').status.state === 'ended'");
        Assert.Contains("stopped", await viewer.Page.TextContentAsync("#face-text"), StringComparison.Ordinal);
        viewer.AssertQuiet();
        host.Tab.AssertQuiet();
    }

    [Fact]
    public async Task A_taken_name_is_refused_with_the_relays_own_words()
    {
        await using PageHost host = await PageHost.StartAsync();
        using Peer other = await host.SourceAsync();
        await host.OpenAsync(chromium, "/source?kind=canvas");
        await host.Page.ClickAsync("button[type=submit]");
        await host.Tab.UntilAsync("document.querySelector('#trouble').textContent.includes('has a source already')");
        await Accessibility.AssertCleanAsync(host.Page);
        host.Tab.AssertQuiet();
    }
}
