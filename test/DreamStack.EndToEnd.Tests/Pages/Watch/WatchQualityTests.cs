using System.Text.Json.Nodes;
using DreamStack.Cli.Prove.Soak;
using DreamStack.Cli.Prove.Stage;
using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Sessions;
using DreamStack.Relay;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Wire;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages.Watch;

[Collection(BrowserCollection.Name)]
public sealed class WatchQualityTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task What_a_person_allows_is_told_to_the_relay_and_what_it_serves_is_said_quietly()
    {
        ScriptedRelay relay = new();
        await using StaticPages pages = await StaticPages.StartAsync(scripted: relay.AnswerAsync);
        await using PageLook look = await PageLook.OpenAsync(chromium, new Uri(pages.Address, "/watch/scripted"));
        await look.Tab.UntilAsync("document.querySelector('ds-view')?.status?.state === 'live'");

        // A link too slow for pictures: the signals are drawn although changes were asked for.
        await relay.SayAsync("""{"op":"quality","step":"signal","auto":true}""");
        await relay.SaySignalsAsync();
        await look.Tab.UntilAsync("document.querySelector('ds-view').picture.width === 600 && document.querySelector('#face').hidden");
        await look.Tab.UntilAsync("document.querySelector('#slow').textContent === 'The connection is slow: drawn here from signals for now.'");
        Assert.True(await look.Page.IsCheckedAsync("#modes [value=delta]"));

        await look.Page.Keyboard.PressAsync("Escape");
        await look.Page.ClickAsync("#figure");
        await look.Tab.UntilAsync("document.querySelector('#served').textContent === 'Drawn here'");
        await look.LookAsync("watch-slow");
        await look.Page.SelectOptionAsync("#limit", "2");
        await look.Page.ClickAsync("#choice label:has([value=fixed])");
        await look.Page.SelectOptionAsync("#limit", "");
        await look.Tab.UntilAsync("document.querySelector('ds-view').status.auto === false");

        await relay.SayAsync("""{"op":"quality","step":"delta","auto":false}""");
        await look.Tab.UntilAsync("document.querySelector('#slow').hidden");
        string[] expected =
        [
            """{"op":"quality","auto":true,"limit":250000}""",
            """{"op":"quality","auto":false,"limit":250000}""",
            """{"op":"quality","auto":false}""",
        ];
        Assert.Equal(expected.Select(Normal), relay.Controls.Select(Normal));
        look.AssertFaultless();
    }

    [Fact]
    public async Task Behind_a_link_that_gets_narrow_less_is_served_and_said_and_all_comes_back_when_it_is_wide_again()
    {
        const string Served = "document.querySelector('#served').textContent";
        const string Slow = "document.querySelector('#slow')";
        await using RelayServer relay = await PageRelay.StartAsync();
        await using ProofSource source = new(
            new UriBuilder(relay.Address) { Scheme = "ws" }.Uri, "main", new MovingPicture(640, 400, 100, 50), perSecond: 30, TimeProvider.System);
        await source.StartAsync(TestContext.Current.CancellationToken);
        await using SlowLink link = new(relay.Address.Port, TimeProvider.System);
        await using WatchPage watch = await WatchPage.OpenAsync(chromium, new UriBuilder(link.Address) { Scheme = "http" }.Uri);
        await watch.Page.Keyboard.PressAsync("Escape");
        await watch.Page.ClickAsync("#figure");
        await watch.Tab.UntilAsync($"{Served} === 'Changes'");

        // Not even eight pictures a second fit through.
        link.Hold(60_000);
        await watch.Tab.UntilAsync($"{Served} === 'Fewer pictures' && !{Slow}.hidden && {Slow}.textContent.startsWith('The connection is slow')", 60);
        await watch.Tab.UntilAsync("document.querySelector('#dropped').textContent.endsWith('on the way')");

        link.Hold(BandwidthThrottle.Unlimited);
        await watch.Tab.UntilAsync($"{Served} === 'Changes' && {Slow}.hidden", 90);
        await watch.Tab.UntilAsync("document.querySelector('#repaired').textContent.startsWith('none of ')");
        watch.Tab.AssertQuiet();
    }

    [Fact]
    public async Task A_receiver_pings_four_times_a_second_at_first_and_acknowledges_while_anything_comes()
    {
        ScriptedRelay relay = new();
        await using StaticPages pages = await StaticPages.StartAsync(scripted: relay.AnswerAsync);
        await using Tab tab = await chromium.OpenAsync(new Uri(pages.Address, "/watch/scripted").ToString());
        await tab.UntilAsync("document.querySelector('ds-view')?.status?.state === 'live'");
        await relay.SayAsync("""{"op":"quality","step":"signal","auto":true}""");
        await relay.SaySignalsAsync();
        await tab.UntilAsync("document.querySelector('ds-view').picture.width === 600");

        // From here on only words come, no picture: they are answered with what was shown last.
        int before = relay.Count(InputType.Ack);
        for (int i = 0; i < 10; i++)
        {
            int heard = relay.Count(InputType.Ack);
            await relay.SayAsync("""{"op":"watchers","count":1}""");
            while (relay.Count(InputType.Ack) == heard) await tab.Page.WaitForTimeoutAsync(5);
        }

        Assert.InRange(relay.Count(InputType.Ack) - before, 10, 12);
        while (relay.Count(InputType.Ping) < 20) await tab.Page.WaitForTimeoutAsync(50);
        tab.AssertQuiet();
    }

    private static string Normal(string json) => JsonNode.Parse(json)!.ToJsonString();
}
