using System.Globalization;
using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Tool;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Sessions;

[Collection(BrowserCollection.Name)]
public sealed class RelayRestartTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_relay_killed_and_restarted_under_a_running_session_is_forgotten_in_seconds()
    {
        int port = FreePort.Take();
        string[] relayArguments = ["relay", "--port", port.ToString(CultureInfo.InvariantCulture)];
        Uri address = new($"http://localhost:{port}");
        ToolProcess relay = ToolProcess.Start(relayArguments);
        try
        {
            await relay.UntilPrintedAsync(address.Authority);
            await using ToolProcess source = ToolProcess.Start("source", "springs", "--relay", $"ws://localhost:{port}");
            await using Tab tab = await chromium.OpenAsync(new Uri(address, "/watch/main").ToString());
            await tab.UntilAsync("document.querySelector('ds-view')?.status?.state === 'live' && document.querySelector('ds-view').picture.width > 0");

            await relay.KillAsync();
            await relay.DisposeAsync();
            await tab.UntilAsync("document.querySelector('ds-view').status.state === 'reconnecting'");
            relay = ToolProcess.Start(relayArguments);
            await tab.UntilAsync("document.querySelector('ds-view').status.state === 'live'");

            int before = await tab.Page.EvaluateAsync<int>("document.querySelector('ds-view').stats.pictures");
            await DragAsync(tab);
            await tab.UntilAsync($"document.querySelector('ds-view').stats.pictures > {before}");
            tab.AssertQuiet(complaint => complaint.Contains("WebSocket connection", StringComparison.Ordinal)
                || complaint.Contains("ERR_CONNECTION_REFUSED", StringComparison.Ordinal));
        }
        finally
        {
            await relay.DisposeAsync();
        }
    }

    [Fact]
    public async Task Ctrl_C_ends_the_demo_cleanly_and_the_page_says_so()
    {
        int port = FreePort.Take();
        await using ToolProcess demo = ToolProcess.Start("demo", "--port", port.ToString(CultureInfo.InvariantCulture));
        await demo.UntilPrintedAsync($"localhost:{port}");
        await using Tab tab = await chromium.OpenAsync($"http://localhost:{port}/watch/main");
        await tab.UntilAsync("document.querySelector('ds-view')?.status?.state === 'live' && document.querySelector('ds-view').picture.width > 0");

        int code = await demo.InterruptAsync();
        await tab.UntilAsync("document.querySelector('ds-view').status.state === 'ended'");
        Assert.Equal(0, code);
        string text = await tab.Page.EvaluateAsync<string>("document.querySelector('ds-view').status.text");
        Assert.Contains("stopped", text, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task DragAsync(Tab tab)
    {
        // The middle of the picture first, so that something moves whatever lies there: the pointer is drawn by hover.
        await tab.Page.Mouse.MoveAsync(300, 300);
        await tab.Page.Keyboard.PressAsync("Space");
        await tab.Page.Mouse.DownAsync();
        await tab.Page.Mouse.MoveAsync(640, 420, new() { Steps = 20 });
        await tab.Page.Mouse.UpAsync();
        await tab.Page.Keyboard.PressAsync("Space");
    }
}
