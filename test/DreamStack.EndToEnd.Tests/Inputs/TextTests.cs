using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Pages;
using DreamStack.EndToEnd.Tests.Sessions;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;
using Microsoft.Playwright;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Inputs;

[Collection(BrowserCollection.Name)]
public sealed class TextTests(ChromiumFixture chromium)
{
    private static readonly InputType[] s_keys = [InputType.KeyDown, InputType.KeyUp];

    [Fact]
    public async Task A_typed_word_arrives_letter_by_letter_beside_its_keys()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using WatchPage watch = await OpenAsync(live);
        string before = await watch.ShownAsync(live);
        // The last letter is on no key of this keyboard: it is text and nothing else.
        await watch.Page.Keyboard.TypeAsync("Halö");
        await live.UntilAsync(() => live.Signal<string>("t") == "Halö");
        Assert.Equal(["H", "a", "l", "ö"], live.Inputs.Of<string>());
        Assert.Equal(
            [
                Key(InputType.KeyDown, 0x0b), Key(InputType.KeyUp, 0x0b), Key(InputType.KeyDown, 0x04), Key(InputType.KeyUp, 0x04),
                Key(InputType.KeyDown, 0x0f), Key(InputType.KeyUp, 0x0f),
            ],
            live.Inputs.Of(s_keys));
        Assert.NotEqual(before, await watch.ShownAsync(live));
        watch.Tab.AssertQuiet();
    }

    [Fact]
    public async Task A_composition_arrives_once_as_what_was_committed_and_none_of_its_keys()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using WatchPage watch = await OpenAsync(live);
        ICDPSession device = await watch.Page.Context.NewCDPSessionAsync(watch.Page);
        string before = await watch.ShownAsync(live);
        foreach (string composed in (string[])["n", "に", "にほ", "にほn", "日本"])
        {
            // An input method takes the key for itself: the page is told that it was processed, never which character.
            await KeyAsync(device, "rawKeyDown");
            await device.SendAsync("Input.imeSetComposition", new()
            {
                ["text"] = composed, ["selectionStart"] = composed.Length, ["selectionEnd"] = composed.Length,
            });
            await KeyAsync(device, "keyUp");
        }

        await device.SendAsync("Input.insertText", new() { ["text"] = "日本" });
        await live.UntilAsync(() => live.Signal<string>("t").Length > 0);
        // What is typed after it comes after it: had more of the composition been sent, it would be here by now.
        await watch.Page.Keyboard.PressAsync("a");
        await live.UntilAsync(() => live.Signal<string>("t") == "日本a");
        Assert.Equal(["日本", "a"], live.Inputs.Of<string>());
        Assert.Equal([Key(InputType.KeyDown, 0x04)], live.Inputs.Of(InputType.KeyDown));
        Assert.NotEqual(before, await watch.ShownAsync(live));
        watch.Tab.AssertQuiet();
    }

    [Fact]
    public async Task What_is_pasted_arrives_whole_however_long_and_no_character_is_cut()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using WatchPage watch = await OpenAsync(live);
        await watch.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        string before = await watch.ShownAsync(live);
        // Beyond what one message takes, with a character of two units right where the first might end.
        string pasted = $"{new string('x', 4095)}😀{new string('y', 100)}pasted";
        await watch.Page.EvaluateAsync("text => navigator.clipboard.writeText(text)", pasted);
        await watch.Page.Keyboard.PressAsync("Control+V");
        await live.UntilAsync(() => live.Signal<string>("t").EndsWith("pasted", StringComparison.Ordinal));
        Assert.Equal(pasted, string.Concat(live.Inputs.Of<string>()));
        Assert.NotEqual(before, await watch.ShownAsync(live));
        watch.Tab.AssertQuiet();
    }

    private static ArrivedInput Key(InputType type, ushort usage) => new(type, new KeyInput(usage, KeyModifiers.None));

    private static async Task KeyAsync(ICDPSession device, string type) => await device.SendAsync("Input.dispatchKeyEvent", new()
    {
        ["type"] = type, ["key"] = "Process", ["code"] = "KeyN", ["windowsVirtualKeyCode"] = 229,
    });

    private async Task<WatchPage> OpenAsync(LiveStream live)
    {
        WatchPage watch = await WatchPage.OpenAsync(chromium, live.Relay.Address, "?proof");
        // Without a pointer, as far as the picture: the first stop of the page.
        await watch.Page.Keyboard.PressAsync("Tab");
        return watch;
    }
}
