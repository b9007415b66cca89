using System.Text.Json.Nodes;
using DreamStack.EndToEnd.Tests.Browser;
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
