using System.Buffers;
using System.Text;
using DreamStack.Client.Connections;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Client.Receiving;

/// <summary>Makes a receiver's inputs into messages, numbers them and hands them to the connection; thread-safe.</summary>
public sealed class InputSender
{
    private const int ExtSize = 16;
    private readonly Lock _gate = new();
    private readonly Originator _originator;
    private readonly ArrayBufferWriter<byte> _message = new();
    private readonly RelayLink _link;
    private readonly ReceiverMeter _meter;
    private uint _newest;

    internal InputSender(RelayLink link, ReceiverMeter meter, TimeProvider time)
    {
        _link = link;
        _meter = meter;
        _originator = new Originator(time);
    }

    /// <summary>Pointer, PointerDown or PointerUp; the answer is the input's id, which a picture names as its cause.</summary>
    public uint Pointer(InputType type, PointerInput input)
    {
        Span<byte> body = stackalloc byte[PointerInput.Size];
        input.Write(body);
        return Send(type, body);
    }

    /// <summary>KeyDown or KeyUp.</summary>
    public uint Key(InputType type, KeyInput input)
    {
        Span<byte> body = stackalloc byte[KeyInput.Size];
        input.Write(body);
        return Send(type, body);
    }

    /// <summary>Committed text, at most <see cref="WireLimits.MaxTextLength"/> bytes of UTF-8.</summary>
    public uint Text(string text) => Send(InputType.Text, Encoding.UTF8.GetBytes(text));

    /// <summary>Touch, TouchEnd or TouchCancel.</summary>
    public uint Touch(InputType type, TouchInput input)
    {
        Span<byte> body = stackalloc byte[TouchInput.Size];
        input.Write(body);
        return Send(type, body);
    }

    /// <summary>The wheel turned.</summary>
    public uint Scroll(ScrollInput input)
    {
        Span<byte> body = stackalloc byte[ScrollInput.Size];
        input.Write(body);
        return Send(InputType.Scroll, body);
    }

    /// <summary>Wishes for a picture of this size.</summary>
    public uint Resize(ResizeInput input)
    {
        Span<byte> body = stackalloc byte[ResizeInput.Size];
        input.Write(body);
        return Send(InputType.Resize, body);
    }

    /// <summary>Any input with the body its type demands; the answer is its id.</summary>
    public uint Send(InputType type, ReadOnlySpan<byte> body)
    {
        lock (_gate)
        {
            uint id = ++_newest;
            ExtWriter ext = new(stackalloc byte[ExtSize]);
            ext.Add(ExtTag.InputId, id);
            _meter.Sent(id);
            Post(type, ext.Block, body);
            return id;
        }
    }

    internal void Control(ControlMessage control) => SendPlain(InputType.Control, control.ToJson());

    internal void SendPlain(InputType type, ReadOnlySpan<byte> body)
    {
        lock (_gate) Post(type, default, body);
    }

    private void Post(InputType type, ReadOnlySpan<byte> ext, ReadOnlySpan<byte> body)
    {
        _message.ResetWrittenCount();
        MessageHeader header = _originator.Stamp(new MessageHeader(type));
        MessageWriter.Write(_message, header, ext, body);
        _link.Send(header, _message.WrittenSpan);
    }
}
