using DreamStack.EndToEnd.Tests.Browser;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Sessions;

[Collection(BrowserCollection.Name)]
public sealed class SharedDragTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData("delta", "pixel")]
    [InlineData("signal", "delta")]
    public async Task A_drag_in_one_tab_is_seen_in_another(string driverMode, string otherMode)
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using ViewPage driver = await ViewPage.OpenAsync(chromium, live.Relay.Address, driverMode);
        await using ViewPage other = await ViewPage.OpenAsync(chromium, live.Relay.Address, otherMode);
        byte[] before = await other.PixelsAsync();
        (float x, float y) = live.Ball(0);

        await driver.DragAsync(x, y, x + 100, y + 50, steps: 8, release: false);
        await other.UntilShownAsync(await live.RestAsync());

        (float movedX, float movedY) = live.Ball(0);
        Assert.True(Math.Abs(movedX - x) > 50 && Math.Abs(movedY - y) > 20, $"the ball is at {movedX}, {movedY}");
        byte[] after = await other.PixelsAsync();
        int at = (((int)movedY * 600) + (int)movedX) * 4;
        Assert.NotEqual(before.AsSpan(at, 3).ToArray(), after.AsSpan(at, 3).ToArray());
        Assert.Equal(live.Ledger.At(live.Ledger.Newest), (await other.ShownAsync())[^1].Hash);
    }

    [Fact]
    public async Task What_a_closed_tab_held_is_released()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using ViewPage stays = await ViewPage.OpenAsync(chromium, live.Relay.Address, "delta");
        (float x, float y) = live.Ball(0);
        await using (ViewPage leaves = await ViewPage.OpenAsync(chromium, live.Relay.Address, "delta"))
        {
            await leaves.DragAsync(x, y, x + 100, y, release: false);
            await live.RestAsync();
        }

        // Let go, the spring takes the ball home.
        await live.UntilAsync(() => Math.Abs(live.Ball(0).X - x) < 2);
        stays.Tab.AssertQuiet();
    }
}
