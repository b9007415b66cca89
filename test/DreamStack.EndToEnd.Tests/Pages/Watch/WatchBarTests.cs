using DreamStack.Cli.Sources;
using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Sessions;
using DreamStack.Relay;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages.Watch;

[Collection(BrowserCollection.Name)]
public sealed class WatchBarTests(ChromiumFixture chromium)
{
    private const string Faded = "getComputedStyle(document.querySelector('#bar')).visibility === 'hidden'";

    [Fact]
    public async Task Every_control_is_reached_by_Tab_in_order_and_shows_that_it_has_the_focus()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using DemoSource source = SpringsStream.Start(relay);
        await using WatchPage watch = await WatchPage.OpenAsync(chromium, relay.Address);
        await KeepBarAsync(watch);

        FocusStop[] stops = await FocusWalk.AroundAsync(watch.Page);

        Assert.Equal(
            ["Keys and text for: Live picture of main", "All streams", "delta", "Sound", "Sharp: a picture of this window’s size", "Full screen", "Live figures and settings"],
            stops.Select(stop => stop.Name));
        Assert.All(stops, stop => Assert.True(stop.Visible, $"{stop.Name} does not show its focus"));
        watch.Tab.AssertQuiet();
    }

    [Fact]
    public async Task What_the_figure_opens_is_reached_by_Tab_behind_it_and_shows_the_focus()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using DemoSource source = SpringsStream.Start(relay);
        await using WatchPage watch = await WatchPage.OpenAsync(chromium, relay.Address);
        await watch.Page.Keyboard.PressAsync("Escape");
        await watch.Page.FocusAsync("#figure");
        await watch.Page.Keyboard.PressAsync("Enter");

        FocusStop[] stops = await FocusWalk.AroundAsync(watch.Page);

        Assert.Equal(["auto", "Limit", "In step with others", "Light up what changes"], stops.Take(4).Select(stop => stop.Name));
        Assert.All(stops, stop => Assert.True(stop.Visible, $"{stop.Name} does not show its focus"));
        watch.Tab.AssertQuiet();
    }

    [Fact]
    public async Task A_click_and_the_arrow_keys_change_the_mode_live()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using DemoSource source = SpringsStream.Start(relay);
        await using WatchPage watch = await WatchPage.OpenAsync(chromium, relay.Address);
        await ShowsAfterAsync(watch, "pixel", () => watch.Page.ClickAsync("#modes label:has([value=pixel])"));
        await ShowsAfterAsync(watch, "delta", () => watch.Page.ClickAsync("#modes label:has([value=delta])"));
        await ShowsAfterAsync(watch, "signal", () => PressAsync(watch, "ArrowRight"));
        await ShowsAfterAsync(watch, "delta", () => PressAsync(watch, "ArrowLeft"));
        await ShowsAfterAsync(watch, "pixel", () => PressAsync(watch, "ArrowLeft"));
        await ShowsAfterAsync(watch, "signal", () => watch.Page.ClickAsync("#modes label:has([value=signal])"));
        watch.Tab.AssertQuiet();
    }

    [Fact]
    public async Task The_bar_fades_while_a_person_works_and_comes_back_on_Esc_a_touch_below_and_focus()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using DemoSource source = SpringsStream.Start(relay);
        await using WatchPage watch = await WatchPage.OpenAsync(chromium, relay.Address);
        await watch.PlayAsync(5);
        await watch.Tab.UntilAsync(Faded);

        await watch.Page.Keyboard.PressAsync("Escape");
        await watch.Tab.UntilAsync($"!({Faded})");
        await watch.PlayAsync(5);
        await watch.Tab.UntilAsync(Faded);

        // A finger goes nowhere before it touches; a mouse on its way would bring the bar back first, and the grip would be gone.
        await watch.Page.DispatchEventAsync("#grip", "click");
        await watch.Tab.UntilAsync($"!({Faded}) && document.activeElement.matches('#bar a')");
        await watch.PlayAsync(5);
        await watch.Tab.UntilAsync(Faded);

        await watch.Page.Mouse.MoveAsync(640, 780);
        await watch.Tab.UntilAsync($"!({Faded})");
        watch.Tab.AssertQuiet();
    }

    [Fact]
    public async Task The_figures_open_by_key_and_tell_size_frames_and_bytes()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using DemoSource source = SpringsStream.Start(relay);
        await using WatchPage watch = await WatchPage.OpenAsync(chromium, relay.Address);
        await watch.Page.Keyboard.PressAsync("Escape");
        await watch.Page.FocusAsync("#figure");
        await watch.Page.Keyboard.PressAsync("Enter");
        await watch.PlayAsync();
        await watch.Tab.UntilAsync("/ ms · /.test(document.querySelector('#latency').textContent)");

        Assert.Equal("true", await watch.Page.GetAttributeAsync("#figure", "aria-expanded"));
        Assert.Contains("600 × 400", await watch.Page.InnerTextAsync("#size"), StringComparison.Ordinal);
        Assert.Matches("[KM]?B/s", await watch.Page.InnerTextAsync("#bandwidth"));
        Assert.Matches("fps · .*B/s · .*ms", await watch.Page.InnerTextAsync("#figure"));
        watch.Tab.AssertQuiet();
    }

    /// <summary>A pointer that rests on the bar keeps it there, however slow the machine is.</summary>
    private static Task KeepBarAsync(WatchPage watch) => watch.Page.Mouse.MoveAsync(640, 780);

    private static async Task PressAsync(WatchPage watch, string key)
    {
        await watch.Page.FocusAsync("#modes input:checked");
        await watch.Page.Keyboard.PressAsync(key);
    }

    /// <summary>Changes the mode, and waits until the relay serves it and pictures come in it.</summary>
    private static async Task ShowsAfterAsync(WatchPage watch, string mode, Func<Task> change)
    {
        await KeepBarAsync(watch);
        await change();
        await watch.Tab.UntilAsync($"document.querySelector('ds-view').status.mode === '{mode}' && document.querySelector('#modes input:checked').value === '{mode}'");
        int before = await watch.Page.EvaluateAsync<int>("document.querySelector('ds-view').stats?.pictures ?? 0");
        await watch.PlayAsync(10);
        await watch.Tab.UntilAsync($"(stats => stats?.mode === '{mode}' && stats.pictures > {before})(document.querySelector('ds-view').stats)");
    }
}
