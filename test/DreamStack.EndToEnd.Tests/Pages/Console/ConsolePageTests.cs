using DreamStack.Cli.Sources;
using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Sessions;
using DreamStack.Relay;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages.Console;

[Collection(BrowserCollection.Name)]
public sealed class ConsolePageTests(ChromiumFixture chromium)
{
    private const string Empty = "!document.querySelector('#no-streams').hidden";

    private const string Shown =
        "document.querySelector('#streams img:not([hidden])')?.naturalWidth > 0 && document.querySelectorAll('#viewers tbody tr').length === 2"
        + " && document.querySelectorAll('#sources tbody tr').length === 1";

    [Fact]
    public async Task A_slow_viewer_stands_out_with_the_reason_and_leads_the_list()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using DemoSource source = SpringsStream.Start(relay);
        await using LoadViewer quick = await LoadViewer.StartAsync(relay.Address, "main", slow: false);
        await using LoadViewer slow = await LoadViewer.StartAsync(relay.Address, "main", slow: true);
        await using Tab tab = await chromium.OpenAsync(new Uri(relay.Address, "/console").ToString());
        await tab.UntilAsync(Shown);
        await tab.UntilAsync("!document.querySelector('#slow').hidden && document.querySelectorAll('#viewers tr.is-slow').length === 1");
        string row = await tab.Page.EvaluateAsync<string>("document.querySelector('#viewers tbody tr').className + document.querySelector('#summary').textContent");
        Assert.Equal("is-slow1 stream, 2 viewers, 1 slow", row);
        tab.AssertQuiet();
    }

    [Fact]
    public async Task A_page_that_is_hidden_says_so_and_does_not_count_as_slow()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using DemoSource source = SpringsStream.Start(relay);
        await using WatchPage watch = await WatchPage.OpenAsync(chromium, relay.Address);
        await using Tab tab = await chromium.OpenAsync(new Uri(relay.Address, "/console").ToString());
        const string fares = "document.querySelector('#viewers tbody tr')?.cells[0].textContent";
        await tab.UntilAsync($"{fares} === 'Keeps up'");

        await watch.Page.EvaluateAsync(Hide(true));
        await tab.UntilAsync($"{fares} === 'its page is hidden'");
        string row = await tab.Page.EvaluateAsync<string>("document.querySelector('#viewers tbody tr').className + document.querySelector('#summary').textContent");
        Assert.Equal("1 stream, 1 viewer", row);

        await watch.Page.EvaluateAsync(Hide(false));
        await tab.UntilAsync($"{fares} === 'Keeps up'");
        tab.AssertQuiet();
        watch.Tab.AssertQuiet();
    }

    // As a browser does when another tab is in front.
    private static string Hide(bool hidden) =>
        $"Object.defineProperty(document, 'hidden', {{ configurable: true, get: () => {(hidden ? "true" : "false")} }});"
        + " document.dispatchEvent(new Event('visibilitychange'));";

    [Fact]
    public async Task A_table_sorts_by_the_head_that_is_pressed_from_the_keyboard_too()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using DemoSource one = SpringsStream.Start(relay, "alpha");
        await using DemoSource two = SpringsStream.Start(relay, "beta");
        await using Tab tab = await chromium.OpenAsync(new Uri(relay.Address, "/console").ToString());
        await tab.UntilAsync("document.querySelectorAll('#streams tbody tr').length === 2");
        const string first = "document.querySelector('#streams tbody tr').cells[0].textContent";
        await tab.UntilAsync($"{first} === 'alpha'");
        await tab.Page.FocusAsync("#streams th button");
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.UntilAsync($"{first} === 'beta' && document.querySelector('#streams th').ariaSort === 'descending'");
        await tab.Page.Keyboard.PressAsync("Space");
        await tab.UntilAsync($"{first} === 'alpha' && document.querySelector('#streams th').ariaSort === 'ascending'");
        tab.AssertQuiet();
    }

    [Fact]
    public async Task The_page_is_faultless_empty_busy_and_without_its_relay()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using PageLook look = await PageLook.OpenAsync(chromium, new Uri(relay.Address, "/console"));
        await look.Tab.UntilAsync(Empty);
        await look.LookAsync("console-empty");

        await using DemoSource source = SpringsStream.Start(relay);
        await using LoadViewer quick = await LoadViewer.StartAsync(relay.Address, "main", slow: false);
        await using LoadViewer slow = await LoadViewer.StartAsync(relay.Address, "main", slow: true);
        await look.Tab.UntilAsync(Shown);
        await look.Tab.UntilAsync("!document.querySelector('#slow').hidden");
        await look.LookAsync("console-busy");
        look.AssertFaultless();

        await relay.StopAsync();
        await look.Tab.UntilAsync("!document.querySelector('#trouble').hidden");
        Assert.Equal(1, await look.Page.EvaluateAsync<int>("document.querySelectorAll('#streams tbody tr').length"));
        await look.LookAsync("console-relay-gone");
        look.AssertFaultless(RelayGone.Explains);
    }
}
