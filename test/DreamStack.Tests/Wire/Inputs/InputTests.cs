using CsCheck;
using DreamStack.Streaming.Wire.Inputs;
using Xunit;

namespace DreamStack.Tests.Wire.Inputs;

public sealed class InputTests
{
    private delegate bool Reader<T>(ReadOnlySpan<byte> body, out T value);

    private delegate void Writer<T>(T value, Span<byte> body);

    [Fact]
    public void Pointer_comes_back() => ComesBack(
        Gen.Select(Gen.UShort, Gen.UShort, Gen.Byte).Select((x, y, b) => new PointerInput(x, y, b)),
        PointerInput.Size, PointerInput.TryRead, (value, body) => value.Write(body));

    [Fact]
    public void Key_comes_back() => ComesBack(
        Gen.Select(Gen.UShort, Gen.Byte).Select((key, modifiers) => new KeyInput(key, (KeyModifiers)modifiers)),
        KeyInput.Size, KeyInput.TryRead, (value, body) => value.Write(body));

    [Fact]
    public void Touch_comes_back() => ComesBack(
        Gen.Select(Gen.Byte, Gen.UShort, Gen.UShort).Select((id, x, y) => new TouchInput(id, x, y)),
        TouchInput.Size, TouchInput.TryRead, (value, body) => value.Write(body));

    [Fact]
    public void Gamepad_comes_back() => ComesBack(
        Gen.Select(Gen.Byte, Gen.Float[-1, 1]).Select((control, value) => new GamepadInput(control, value)),
        GamepadInput.Size, GamepadInput.TryRead, (value, body) => value.Write(body));

    [Fact]
    public void Midi_comes_back() => ComesBack(
        Gen.Select(Gen.Byte, Gen.Byte, Gen.Byte).Select((status, d1, d2) => new MidiInput(status, d1, d2)),
        MidiInput.Size, MidiInput.TryRead, (value, body) => value.Write(body));

    [Fact]
    public void Scroll_comes_back() => ComesBack(
        Gen.Select(Gen.Short, Gen.Short).Select((dx, dy) => new ScrollInput(dx, dy)),
        ScrollInput.Size, ScrollInput.TryRead, (value, body) => value.Write(body));

    [Fact]
    public void Resize_comes_back() => ComesBack(
        Gen.Select(Gen.UShort[1, 4000], Gen.UShort[1, 4000]).Select((width, height) => new ResizeInput(width, height)),
        ResizeInput.Size, ResizeInput.TryRead, (value, body) => value.Write(body));

    [Fact]
    public void Ack_comes_back() => ComesBack(
        Gen.Select(Gen.UShort, Gen.UShort, Gen.UInt).Select((decoded, shown, clock) => new AckInput(decoded, shown, clock)),
        AckInput.Size, AckInput.TryRead, (value, body) => value.Write(body));

    [Theory]
    [InlineData(0, 100)]
    [InlineData(100, 0)]
    [InlineData(65535, 65535)]
    [InlineData(4001, 4000)]
    public void A_wish_for_an_impossible_picture_is_refused(int width, int height)
    {
        byte[] body = new byte[ResizeInput.Size];
        new ResizeInput((ushort)width, (ushort)height).Write(body);
        Assert.False(ResizeInput.TryRead(body, out _));
    }

    [Fact]
    public void A_gamepad_value_is_a_number()
    {
        byte[] body = new byte[GamepadInput.Size];
        new GamepadInput(0xC1, float.NaN).Write(body);
        Assert.False(GamepadInput.TryRead(body, out GamepadInput input));
        Assert.Equal((3, 1), (input.Pad, input.Index));
    }

    [Fact]
    public void Samples_are_whole_frames_of_all_channels()
    {
        byte[] body = new byte[BciInput.PrefixSize + 16];
        new BciInput(250, 2).Write(body);
        Assert.True(BciInput.TryRead(body, out BciInput input, out ReadOnlySpan<byte> samples));
        Assert.Equal(new BciInput(250, 2), input);
        Assert.Equal(16, samples.Length);
        Assert.False(BciInput.TryRead(body.AsSpan(0, body.Length - 4), out _, out _));
        new BciInput(250, 0).Write(body);
        Assert.False(BciInput.TryRead(body, out _, out _));
        Assert.False(BciInput.TryRead(body.AsSpan(0, 2), out _, out _));
    }

    private static void ComesBack<T>(Gen<T> values, int size, Reader<T> read, Writer<T> write) => values.Sample(value =>
    {
        byte[] body = new byte[size + 1];
        write(value, body);
        Assert.True(read(body.AsSpan(0, size), out T result));
        Assert.Equal(value, result);
        Assert.Equal(0, body[size]);
        Assert.False(read(body, out _));
        for (int cut = 0; cut < size; cut++) Assert.False(read(body.AsSpan(0, cut), out _));
    });
}
