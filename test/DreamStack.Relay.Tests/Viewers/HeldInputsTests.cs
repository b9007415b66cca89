using DreamStack.Relay.Viewers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests.Viewers;

public class HeldInputsTests
{
    private readonly HeldInputs _held = new();

    [Fact]
    public void What_went_down_and_did_not_come_up_is_released_where_it_was()
    {
        _held.Note(InputType.PointerDown, [1, 0, 1, 0, 1]);
        _held.Note(InputType.Pointer, [7, 0, 8, 0, 1]);
        _held.Note(InputType.KeyDown, [4, 0, 1]);
        _held.Note(InputType.KeyDown, [4, 0, 0x81]);
        _held.Note(InputType.KeyDown, [5, 0, 0]);
        _held.Note(InputType.KeyUp, [5, 0, 0]);
        _held.Note(InputType.Touch, [1, 3, 0, 3, 0]);
        _held.Note(InputType.Touch, [2, 4, 0, 4, 0]);
        _held.Note(InputType.TouchEnd, [1, 3, 0, 3, 0]);
        (InputType, byte[])[] released = [.. _held.ReleaseAll()];
        Assert.Equal([InputType.PointerUp, InputType.KeyUp, InputType.TouchCancel], released.Select(item => item.Item1));
        Assert.Equal<byte>([7, 0, 8, 0, 0], released[0].Item2);
        Assert.Equal<byte>([4, 0, 0], released[1].Item2);
        Assert.Equal<byte>([2, 4, 0, 4, 0], released[2].Item2);
        Assert.Empty(_held.ReleaseAll());
    }

    [Fact]
    public void Pads_rest_and_notes_end()
    {
        _held.Note(InputType.GamepadButton, [3, 0, 0, 0x80, 0x3F]);
        _held.Note(InputType.GamepadAxis, [3, 0, 0, 0x80, 0xBF]);
        _held.Note(InputType.GamepadAxis, [4, 0, 0, 0x80, 0x3F]);
        _held.Note(InputType.GamepadAxis, [4, 0, 0, 0, 0]);
        _held.Note(InputType.Midi, [0x92, 60, 100]);
        _held.Note(InputType.Midi, [0x92, 61, 100]);
        _held.Note(InputType.Midi, [0x92, 61, 0]);
        _held.Note(InputType.Midi, [0x90, 62, 9]);
        _held.Note(InputType.Midi, [0x80, 62, 0]);
        (InputType, byte[])[] released = [.. _held.ReleaseAll()];
        Assert.Equal([InputType.GamepadButton, InputType.GamepadAxis, InputType.Midi], released.Select(item => item.Item1));
        Assert.Equal<byte>([3, 0, 0, 0, 0], released[0].Item2);
        Assert.Equal<byte>([3, 0, 0, 0, 0], released[1].Item2);
        Assert.Equal<byte>([0x82, 60, 0], released[2].Item2);
        Assert.Empty(_held.ReleaseAll());
    }

    [Fact]
    public void A_released_button_leaves_nothing_to_release()
    {
        _held.Note(InputType.PointerDown, [1, 0, 1, 0, 1]);
        _held.Note(InputType.PointerUp, [1, 0, 1, 0, 0]);
        _held.Note(InputType.Scroll, [1, 0, 1, 0]);
        Assert.Empty(_held.ReleaseAll());
    }

    [Fact]
    public void A_stranger_cannot_make_the_relay_remember_without_end()
    {
        for (int i = 0; i < 10_000; i++) _held.Note(InputType.KeyDown, [(byte)i, (byte)(i >> 8), 0]);
        for (int i = 0; i < 256; i++) _held.Note(InputType.Touch, [(byte)i, 0, 0, 0, 0]);
        Assert.Equal(64 + 32, _held.ReleaseAll().Count);
    }
}
