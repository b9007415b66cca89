using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Pages;
using DreamStack.EndToEnd.Tests.Sessions;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Inputs;

[Collection(BrowserCollection.Name)]
public sealed class TouchTests(ChromiumFixture chromium)
{
    private static readonly InputType[] s_touches = [InputType.Touch, InputType.TouchEnd, InputType.TouchCancel];

    [Fact]
    public async Task A_finger_takes_a_ball_along_and_lets_it_go()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using WatchPage watch = await OpenAsync(live);
        Fingers fingers = await Fingers.OverAsync(watch.Page);
        string before = await watch.ShownAsync(live);
        (ushort x, ushort y) = Pixel(live.Ball(0));
        await fingers.DownAsync(0, await watch.PlaceAsync(x, y));
        await fingers.MoveAsync(0, await watch.PlaceAsync(x + 40, y + 20));
        await fingers.MoveAsync(0, await watch.PlaceAsync(x + 90, y + 50));
        await live.UntilAsync(() => live.Signal<int>("h") == 1 && live.Inputs.Of(s_touches).Length == 3);
        Assert.NotEqual(before, await watch.ShownAsync(live));
        Assert.InRange(live.Ball(0).X, x + 45, x + 95);

        await fingers.UpAsync(0);
        await live.UntilAsync(() => live.Signal<int>("h") == 0);
        Assert.Equal(
            [
                new(InputType.Touch, new TouchInput(0, x, y)),
                new(InputType.Touch, new TouchInput(0, (ushort)(x + 40), (ushort)(y + 20))),
                new(InputType.Touch, new TouchInput(0, (ushort)(x + 90), (ushort)(y + 50))),
                new(InputType.TouchEnd, new TouchInput(0, (ushort)(x + 90), (ushort)(y + 50))),
            ],
            live.Inputs.Of(s_touches));
        // A finger is no mouse: nothing of it comes a second time as a pointer.
        Assert.Empty(live.Inputs.Of<PointerInput>());
        watch.Tab.AssertQuiet();
    }

    [Fact]
    public async Task Two_fingers_hold_two_balls_and_a_third_takes_the_free_contact()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using WatchPage watch = await OpenAsync(live);
        Fingers fingers = await Fingers.OverAsync(watch.Page);
        (ushort x, ushort y) = Pixel(live.Ball(0));
        (ushort x4, ushort y4) = Pixel(live.Ball(4));
        await fingers.DownAsync(0, await watch.PlaceAsync(x, y));
        await fingers.DownAsync(1, await watch.PlaceAsync(x4, y4));
        await live.UntilAsync(() => live.Signal<int>("h") == 0b10001);
        string before = await watch.ShownAsync(live);
        await fingers.MoveAsync(0, await watch.PlaceAsync(x + 50, y));
        await fingers.MoveAsync(1, await watch.PlaceAsync(x4 - 50, y4 + 30));
        await live.UntilAsync(() => live.Ball(0).X > x + 25 && live.Ball(4).X < x4 - 25);
        Assert.NotEqual(before, await watch.ShownAsync(live));

        await fingers.UpAsync(0);
        await live.UntilAsync(() => live.Signal<int>("h") == 0b10000);
        await fingers.DownAsync(2, await watch.PlaceAsync(300, 330));
        await live.UntilAsync(() => live.Inputs.Of(s_touches).Length == 6);
        Assert.Equal(
            [
                new(InputType.Touch, new TouchInput(0, x, y)),
                new(InputType.Touch, new TouchInput(1, x4, y4)),
                new(InputType.Touch, new TouchInput(0, (ushort)(x + 50), y)),
                new(InputType.Touch, new TouchInput(1, (ushort)(x4 - 50), (ushort)(y4 + 30))),
                new(InputType.TouchEnd, new TouchInput(0, (ushort)(x + 50), y)),
                new(InputType.Touch, new TouchInput(0, 300, 330)),
            ],
            live.Inputs.Of(s_touches));
        watch.Tab.AssertQuiet();
    }

    [Fact]
    public async Task A_touch_that_the_system_takes_away_is_cancelled_at_the_source()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using WatchPage watch = await OpenAsync(live);
        Fingers fingers = await Fingers.OverAsync(watch.Page);
        (ushort x, ushort y) = Pixel(live.Ball(0));
        await fingers.DownAsync(0, await watch.PlaceAsync(x, y));
        await live.UntilAsync(() => live.Signal<int>("h") == 1);
        string held = await watch.ShownAsync(live);
        await fingers.CancelAsync();
        await live.UntilAsync(() => live.Signal<int>("h") == 0);
        Assert.NotEqual(held, await watch.ShownAsync(live));
        Assert.Equal(
            [InputType.Touch, InputType.TouchCancel], live.Inputs.Of(s_touches).Select(input => input.Type));
        Assert.Equal([0, 0], live.Inputs.Of<TouchInput>().Select(touch => (int)touch.Id));
        watch.Tab.AssertQuiet();
    }

    [Fact]
    public async Task Fingers_on_a_page_that_loses_the_focus_are_cancelled_each_where_it_was()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using WatchPage watch = await OpenAsync(live);
        Fingers fingers = await Fingers.OverAsync(watch.Page);
        await fingers.DownAsync(0, await watch.PlaceAsync(40, 350));
        await fingers.DownAsync(1, await watch.PlaceAsync(500, 350));
        await fingers.MoveAsync(0, await watch.PlaceAsync(140, 300));
        await live.UntilAsync(() => live.Inputs.Of(s_touches).Length == 3);
        await watch.Tab.LoseFocusAsync();
        await live.UntilAsync(() => live.Inputs.Of(s_touches).Length == 5);
        Assert.Equal(
            [
                new(InputType.TouchCancel, new TouchInput(0, 140, 300)),
                new(InputType.TouchCancel, new TouchInput(1, 500, 350)),
            ],
            live.Inputs.Of(InputType.TouchCancel));
        watch.Tab.AssertQuiet();
    }

    private Task<WatchPage> OpenAsync(LiveStream live) => WatchPage.OpenAsync(chromium, live.Relay.Address, "?proof", touch: true);

    private static (ushort X, ushort Y) Pixel((float X, float Y) place) => ((ushort)place.X, (ushort)place.Y);
}
