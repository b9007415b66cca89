using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Sessions;
using DreamStack.Relay;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages.Source;

[Collection(BrowserCollection.Name)]
public sealed class SourcePageTests(ChromiumFixture chromium)
{
    private const string Live = "document.querySelector('#said').textContent.startsWith('Live as')";

    [Fact]
    public async Task What_can_be_shared_is_chosen_by_keyboard_alone_and_each_control_shows_its_focus()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using PageLook look = await PageLook.OpenAsync(chromium, new Uri(relay.Address, "/source"));
        FocusStop[] stops = await FocusWalk.AroundAsync(look.Page);
        Assert.Equal(["DreamStack", "All streams", "screen", "main", "Start sharing"], stops.Select(stop => stop.Name));
        Assert.All(stops, stop => Assert.True(stop.Visible, $"{stop.Name} does not show its focus"));
        await look.LookAsync("source-choosing");
        look.AssertFaultless();
    }

    [Theory]
    [InlineData("springs", "width === 600")]
    [InlineData("canvas", "width === 1200")]
    [InlineData("camera", "width === 1280")]
    [InlineData("screen", "width > 100 && document.querySelector('ds-view').picture.height > 100")]
    public async Task What_a_browser_shares_is_seen_by_a_viewer_until_it_stops(string kind, string size)
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using PageLook look = await PageLook.OpenAsync(chromium, new Uri(relay.Address, $"/source/b?kind={kind}"));
        await look.Page.ClickAsync("#choose button");
        await look.Tab.UntilAsync($"{Live} && document.querySelector('#trouble').hidden");
        // The springs and the camera show themselves as they come back.
        await look.Tab.UntilAsync("(document.querySelector('#stage ds-view')?.picture.width ?? 1) > 0");
        await look.LookAsync($"source-{kind}");

        await using Tab viewer = await chromium.OpenAsync(new Uri(relay.Address, "/watch/b").ToString());
        await viewer.UntilAsync($"document.querySelector('ds-view')?.picture.{size}");
        await look.Tab.UntilAsync("document.querySelector('#viewers').textContent === '1'");
        await look.Page.ClickAsync("#stop");
        await viewer.UntilAsync("document.querySelector('ds-view').status.state === 'ended'");
        Assert.Contains("stopped", await viewer.Page.TextContentAsync("#face-text"), StringComparison.Ordinal);
        Assert.True(await look.Page.IsVisibleAsync("#choose"));
        viewer.AssertQuiet();
        look.AssertFaultless();
    }

    [Fact]
    public async Task What_a_camera_sends_is_made_smaller_cut_held_to_a_limit_and_packed_and_the_page_says_what_that_saved()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using PageLook look = await PageLook.OpenAsync(chromium, new Uri(relay.Address, "/source/b?kind=camera"));
        await look.Page.ClickAsync("#choose button");
        await look.Tab.UntilAsync("document.querySelector('#stage ds-view')?.picture.width === 1280");

        await look.Page.SelectOptionAsync("#scale", "0.5");
        await look.Page.FillAsync("#left", "25");
        await look.Page.PressAsync("#left", "Enter");
        await look.Tab.UntilAsync("(({ width, height }) => width === 480 && height === 360)(document.querySelector('#stage ds-view').picture)");
        await look.Page.CheckAsync("[name=compress]");
        await look.Page.SelectOptionAsync("#limit", "0.5");
        await look.Tab.UntilAsync("document.querySelector('#trimmed').textContent.endsWith('MB')");
        await look.Tab.UntilAsync("document.querySelector('#size').textContent === '480 × 360'");

        // A limit holds over time: what was saved up before it goes first.
        const string fewer = "(text => text.endsWith(' KB/s') && parseFloat(text) < 90 || text.endsWith(' B/s'))(document.querySelector('#rate').textContent)";
        await look.Tab.UntilAsync(fewer);
        await look.LookAsync("source-thrift");
        await look.Tab.UntilAsync(fewer);
        look.AssertFaultless();
    }

    [Fact]
    public async Task A_taken_name_is_refused_with_the_relays_own_words()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        using Peer other = await Peer.ConnectAsync(relay.Address, "/source/main?app=test&modes=pixel,delta");
        await using PageLook look = await PageLook.OpenAsync(chromium, new Uri(relay.Address, "/source?kind=canvas"));
        await look.Page.ClickAsync("#choose button");
        await look.Tab.UntilAsync("document.querySelector('#trouble').textContent.includes('has a source already')");
        await look.LookAsync("source-refused");
        look.AssertFaultless();
    }

    [Fact]
    public async Task Springs_in_one_browser_are_seen_alike_by_two_others_and_dragged()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using Tab source = await ShareAsync(relay, "springs");
        await using ViewPage delta = await ViewPage.OpenAsync(chromium, relay.Address, "delta", stream: "b");
        await using ViewPage pixel = await ViewPage.OpenAsync(chromium, relay.Address, "pixel", stream: "b");
        byte[] before = await delta.PixelsAsync();

        await delta.DragAsync(300, 190, 420, 240, release: false);
        await delta.Tab.UntilAsync("window.shown.length > 5 && performance.now() - window.shown.at(-1).at > 700");
        ShownPicture last = (await delta.ShownAsync())[^1];
        await pixel.UntilShownAsync(last.Seq);

        Assert.Equal(last.Hash, (await pixel.ShownAsync())[^1].Hash);
        byte[] after = await delta.PixelsAsync();
        int at = ((240 * 600) + 420) * 4;
        Assert.NotEqual(before.AsSpan(at, 3).ToArray(), after.AsSpan(at, 3).ToArray());
        source.AssertQuiet();
        delta.Tab.AssertQuiet();
        pixel.Tab.AssertQuiet();
    }

    [Fact]
    public async Task A_drawing_is_seen_by_a_viewer_who_draws_in_it_too()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using Tab source = await ShareAsync(relay, "canvas");
        await using ViewPage view = await ViewPage.OpenAsync(chromium, relay.Address, "delta", stream: "b");
        await view.DragAsync(100, 100, 300, 200);
        await view.Tab.UntilAsync("performance.now() - window.shown.at(-1).at > 500");

        // The view is half as wide as the drawing: its (300, 200) is the drawing's (600, 400).
        byte[] drawn = await view.PixelsAsync();
        int line = ((300 * 1200) + 400) * 4;
        Assert.NotEqual(drawn.AsSpan(0, 3).ToArray(), drawn.AsSpan(line, 3).ToArray());
        source.AssertQuiet();
        view.Tab.AssertQuiet();
    }

    private async Task<Tab> ShareAsync(RelayServer relay, string kind)
    {
        Tab tab = await chromium.OpenAsync(new Uri(relay.Address, $"/source/b?kind={kind}").ToString());
        await tab.Page.ClickAsync("#choose button");
        await tab.UntilAsync($"{Live} || !document.querySelector('#trouble').hidden");
        Assert.Equal("", await tab.Page.TextContentAsync("#trouble"));
        return tab;
    }
}
