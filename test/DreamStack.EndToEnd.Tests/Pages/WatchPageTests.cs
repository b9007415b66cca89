using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Sessions;
using DreamStack.Relay;
using DreamStack.Streaming.Wire.Frames;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages;

[Collection(BrowserCollection.Name)]
public sealed class WatchPageTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_live_stream_is_watched_without_a_complaint_from_console_or_axe()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using PageHost host = await PageHost.StartAsync();
        await host.OpenAsync(chromium, "/watch/main", live.Relay.Address);
        await host.UntilPicturedAsync();
        await host.Tab.UntilAsync("document.querySelector('#face').hidden");
        await host.Page.Keyboard.PressAsync("Escape");
        await host.Page.ClickAsync("#figure");
        await Accessibility.AssertCleanAsync(host.Page);
        host.Tab.AssertQuiet();
    }

    [Fact]
    public async Task The_three_way_switch_changes_what_the_relay_sends()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using PageHost host = await PageHost.StartAsync();
        await host.OpenAsync(chromium, "/watch/main", live.Relay.Address);
        await host.UntilPicturedAsync();
        foreach (string mode in (string[])["signal", "pixel", "delta"])
        {
            int before = await host.Page.EvaluateAsync<int>("document.querySelector('ds-view').stats?.pictures ?? 0");
            await host.Page.Keyboard.PressAsync("Escape");
            await host.Page.CheckAsync($"#modes input[value={mode}]", new() { Force = true });
            await host.Tab.UntilAsync($"(s => s.mode === '{mode}' && s.pictures > {before})(document.querySelector('ds-view').stats)");
        }

        host.Tab.AssertQuiet();
    }

    [Fact]
    public async Task A_stream_nobody_shares_says_so_and_becomes_live_by_itself()
    {
        await using PageHost host = await PageHost.StartAsync();
        await host.OpenAsync(chromium, "/watch/main");
        await host.UntilStateAsync("away");
        Assert.Equal("Nobody shares main yet", await host.FaceAsync());
        await Accessibility.AssertCleanAsync(host.Page);
        using Peer source = await host.SourceAsync();
        await source.SendPictureAsync();
        await host.UntilPicturedAsync();
        host.Tab.AssertQuiet();
    }

    [Fact]
    public async Task A_source_that_vanishes_is_waited_for()
    {
        await using PageHost host = await PageHost.StartAsync();
        Peer source = await host.SourceAsync();
        await host.OpenAsync(chromium, "/watch/main");
        await source.SendPictureAsync();
        await host.UntilPicturedAsync();
        source.Dispose();
        await host.UntilStateAsync("away");
        Assert.Equal("The source went away", await host.FaceAsync());
        Assert.Matches("^It went away (just now|[0-9]+ s ago)\\. Waiting for it\\.$", await host.Page.TextContentAsync("#face-text"));
        await Accessibility.AssertCleanAsync(host.Page);
        host.Tab.AssertQuiet();
    }

    [Fact]
    public async Task A_stream_that_ends_says_why()
    {
        await using PageHost host = await PageHost.StartAsync();
        using Peer source = await host.SourceAsync();
        await host.OpenAsync(chromium, "/watch/main");
        await source.SendPictureAsync();
        await host.UntilPicturedAsync();
        await source.SendEndAsync("The demo was stopped.");
        await host.UntilStateAsync("ended");
        Assert.Contains("The demo was stopped.", await host.Page.TextContentAsync("#face-text"), StringComparison.Ordinal);
        await Accessibility.AssertCleanAsync(host.Page);
        host.Tab.AssertQuiet();
    }

    [Fact]
    public async Task A_full_stream_refuses_with_its_reason_and_a_next_step()
    {
        await using PageHost host = await PageHost.StartAsync(new RelayOptions { MaxViewersPerStream = 1 });
        using Peer first = await Peer.ConnectAsync(host.Relay.Address, "/stream/main");
        await host.OpenAsync(chromium, "/watch/main");
        await host.UntilStateAsync("refused");
        Assert.Contains("no room", await host.Page.TextContentAsync("#face-text"), StringComparison.Ordinal);
        Assert.True(await host.Page.IsVisibleAsync("#again"));
        await Accessibility.AssertCleanAsync(host.Page);
        host.Tab.AssertQuiet();
    }

    [Fact]
    public async Task A_relay_that_stops_is_tried_again_over_the_last_picture()
    {
        await using PageHost host = await PageHost.StartAsync();
        using Peer source = await host.SourceAsync();
        await host.OpenAsync(chromium, "/watch/main");
        await source.SendPictureAsync();
        await host.UntilPicturedAsync();
        await host.Relay.StopAsync(EndReason.Restarting, "The relay restarts.");
        await host.UntilStateAsync("reconnecting");
        await Accessibility.AssertCleanAsync(host.Page);
        host.Tab.AssertQuiet(complaint => complaint.Contains("WebSocket", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_control_is_reached_with_Tab_and_the_picture_is_no_trap()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using PageHost host = await PageHost.StartAsync();
        await host.OpenAsync(chromium, "/watch/main", live.Relay.Address);
        await host.UntilPicturedAsync();
        string[] reached = await Keyboarding.WalkAsync(host.Page, steps: 12);
        Assert.Subset(new HashSet<string>(reached), new HashSet<string> { "ds-view", "a", "input:mode", "button#sound", "button#full", "button#figure" });
    }
}
