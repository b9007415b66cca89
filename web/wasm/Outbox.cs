using System.Text;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Streaming.Wasm;

/// <summary>A receiver's outgoing messages, until JavaScript has taken them.</summary>
internal sealed class Outbox
{
    private const int ExtSize = 14;
    private readonly PinnedBytes _bytes = new();
    private readonly Originator _originator = new(TimeProvider.System);
    private bool _taken;

    public int Pointer => _bytes.Pointer;

    /// <summary>This receiver's clock in microseconds.</summary>
    public static ulong ClockUs => (ulong)TimeProvider.System.GetElapsedTime(0).TotalMicroseconds;

    /// <summary>The step of the source's world that is shown here; null when none is run here.</summary>
    public uint? SeenStep { get; set; }

    /// <summary>The bytes waiting; the next message written starts anew.</summary>
    public int Take()
    {
        int length = _taken ? 0 : _bytes.Length;
        _taken = true;
        return length;
    }

    public void Input(InputType type, uint id, ReadOnlySpan<byte> body)
    {
        if (_taken) _bytes.Clear();
        _taken = false;
        ExtWriter ext = new(stackalloc byte[ExtSize]);
        if (id != 0) ext.Add(ExtTag.InputId, id);
        if (id != 0 && SeenStep is { } step) ext.Add(ExtTag.SeenStep, step);
        MessageWriter.Write(_bytes, _originator.Stamp(new MessageHeader(type)), ext.Block, body);
    }

    public void Move(InputType type, PointerInput input, uint id)
    {
        Span<byte> body = stackalloc byte[PointerInput.Size];
        input.Write(body);
        Input(type, id, body);
    }

    public void Key(InputType type, KeyInput input, uint id)
    {
        Span<byte> body = stackalloc byte[KeyInput.Size];
        input.Write(body);
        Input(type, id, body);
    }

    public void Touch(InputType type, TouchInput input, uint id)
    {
        Span<byte> body = stackalloc byte[TouchInput.Size];
        input.Write(body);
        Input(type, id, body);
    }

    public void Scroll(ScrollInput input, uint id)
    {
        Span<byte> body = stackalloc byte[ScrollInput.Size];
        input.Write(body);
        Input(InputType.Scroll, id, body);
    }

    public void Resize(ResizeInput input, uint id)
    {
        Span<byte> body = stackalloc byte[ResizeInput.Size];
        input.Write(body);
        Input(InputType.Resize, id, body);
    }

    public void Text(string text, uint id)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Input(InputType.Text, id, bytes.AsSpan(0, Math.Min(bytes.Length, WireLimits.MaxTextLength)));
    }

    public void Ack(ushort decoded, ushort shown)
    {
        Span<byte> body = stackalloc byte[AckInput.Size];
        new AckInput(decoded, shown, _originator.Now).Write(body);
        Input(InputType.Ack, 0, body);
    }

    public void Control(ControlMessage message) => Input(InputType.Control, 0, message.ToJson());

    public void Ping(PingFrame ping)
    {
        Span<byte> body = stackalloc byte[ping.Size];
        ping.Write(body);
        Input(InputType.Ping, 0, body);
    }
}
