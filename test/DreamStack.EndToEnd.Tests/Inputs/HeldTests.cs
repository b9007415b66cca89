using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Pages;
using DreamStack.EndToEnd.Tests.Sessions;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;
using Microsoft.Playwright;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Inputs;

[Collection(BrowserCollection.Name)]
public sealed class HeldTests(ChromiumFixture chromium)
{
    private static readonly InputType[] s_keys = [InputType.KeyDown, InputType.KeyUp];
    private static readonly InputType[] s_buttons = [InputType.PointerDown, InputType.PointerUp];

    [Fact]
    public async Task Held_keys_go_up_when_the_focus_moves_on_in_the_page()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using WatchPage watch = await WatchPage.OpenAsync(chromium, live.Relay.Address);
        await HoldAsync(watch);
        await live.UntilAsync(() => live.Inputs.Of(InputType.KeyDown).Length == 2);
        await watch.Page.Keyboard.PressAsync("Tab");
        await live.UntilAsync(() => live.Inputs.Of(InputType.KeyUp).Length == 2);
        await AssertReleasedOnceAsync(live, watch);
    }

    [Fact]
    public async Task Held_keys_go_up_when_another_window_takes_the_focus()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using WatchPage watch = await WatchPage.OpenAsync(chromium, live.Relay.Address);
        await HoldAsync(watch);
        await live.UntilAsync(() => live.Inputs.Of(InputType.KeyDown).Length == 2);
        await watch.Tab.LoseFocusAsync();
        await live.UntilAsync(() => live.Inputs.Of(InputType.KeyUp).Length == 2);
        await AssertReleasedOnceAsync(live, watch);
    }

    [Fact]
    public async Task A_ball_in_hand_is_let_go_when_another_window_takes_the_focus()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using WatchPage watch = await WatchPage.OpenAsync(chromium, live.Relay.Address, "?proof");
        (float x, float y) = live.Ball(0);
        (float pageX, float pageY) = await watch.PlaceAsync(x, y);
        await watch.Page.Mouse.MoveAsync(pageX, pageY);
        await watch.Page.Mouse.DownAsync();
        await live.UntilAsync(() => live.Signal<int>("h") == 1);
        string held = await watch.ShownAsync(live);
        await watch.Tab.LoseFocusAsync();
        await live.UntilAsync(() => live.Signal<int>("h") == 0);
        Assert.NotEqual(held, await watch.ShownAsync(live));
        Assert.Equal([(byte)1, (byte)0], live.Inputs.Of(s_buttons).Select(input => ((PointerInput)input.Body).Buttons));
        watch.Tab.AssertQuiet();
    }

    [Fact]
    public async Task Each_button_of_a_mouse_goes_down_and_up_by_itself()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using WatchPage watch = await WatchPage.OpenAsync(chromium, live.Relay.Address);
        (float x, float y) = await watch.PlaceAsync(300, 330);
        await watch.Page.Mouse.MoveAsync(x, y);
        await watch.Page.Mouse.DownAsync();
        await watch.Page.Mouse.DownAsync(new() { Button = MouseButton.Right });
        await watch.Page.Mouse.UpAsync();
        await watch.Page.Mouse.UpAsync(new() { Button = MouseButton.Right });
        await live.UntilAsync(() => live.Inputs.Of(s_buttons).Length == 4);
        Assert.Equal(
            [
                new(InputType.PointerDown, new PointerInput(300, 330, 1)), new(InputType.PointerDown, new PointerInput(300, 330, 3)),
                new(InputType.PointerUp, new PointerInput(300, 330, 2)), new(InputType.PointerUp, new PointerInput(300, 330, 0)),
            ],
            live.Inputs.Of(s_buttons));
        watch.Tab.AssertQuiet();
    }

    private static async Task HoldAsync(WatchPage watch)
    {
        await watch.Page.Keyboard.PressAsync("Tab");
        await watch.Page.Keyboard.DownAsync("ArrowUp");
        await watch.Page.Keyboard.DownAsync("x");
    }

    private static async Task AssertReleasedOnceAsync(LiveStream live, WatchPage watch)
    {
        // The fingers leave the keys at last, and come back to the picture for another: it is told of that one alone.
        await watch.Page.Keyboard.UpAsync("x");
        await watch.Page.Keyboard.UpAsync("ArrowUp");
        await watch.Page.EvaluateAsync("document.querySelector('ds-view').focus()");
        await watch.Page.Keyboard.PressAsync("F9");
        await live.UntilAsync(() => live.Inputs.Of(InputType.KeyUp).Length == 3);
        Assert.Equal(
            [
                (InputType.KeyDown, 0x52), (InputType.KeyDown, 0x1b), (InputType.KeyUp, 0x52), (InputType.KeyUp, 0x1b),
                (InputType.KeyDown, 0x42), (InputType.KeyUp, 0x42),
            ],
            live.Inputs.Of(s_keys).Select(input => (input.Type, (int)((KeyInput)input.Body).KeyCode)));
        watch.Tab.AssertQuiet();
    }
}
