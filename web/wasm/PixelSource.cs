using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Streaming.Wasm;

/// <summary>A source of pictures that JavaScript takes from somewhere: a screen, a camera, a canvas.</summary>
internal sealed class PixelSource : IBrowserSource
{
    private const uint HashEveryMs = 1000;
    private readonly Originator _originator = new(TimeProvider.System);
    private readonly PictureEncoder _encoder = new();
    private readonly PinnedBytes _picture = new();
    private int _width;
    private int _height;
    private bool _wanted;
    private bool _keyframeDue;
    private uint _hashedAt;
    private bool _seen;

    /// <summary>What the pictures cost, and what keeps that low.</summary>
    public PixelThrift Thrift { get; } = new();

    public PinnedBytes Inbox { get; } = new();

    public PinnedBytes Outbox { get; } = new();

    public EventLog Events { get; } = new();

    /// <summary>Room for the RGBA of the next picture.</summary>
    public int Reserve(int width, int height)
    {
        (_width, _height) = (width, height);
        _picture.Take(width * height * 4);
        _seen = false;
        return _picture.Pointer;
    }

    /// <summary>Writes what the newest picture changed, when somebody wants pictures and the rate has room.</summary>
    public int Pump()
    {
        // Only new pictures and questions give it more to do; a picture that must wait for its turn calls again.
        if (!_wanted || _width == 0 || (_seen && !_keyframeDue)) return -1;
        TimeSpan wait = Thrift.Wait;
        if (wait != TimeSpan.Zero) return (int)Math.Ceiling(Math.Min(FlowNumber.Milliseconds(wait), int.MaxValue));
        _seen = true;
        if (!Thrift.TryMake(_picture.Written, _width, _height, _keyframeDue, out FrameView made)) return -1;
        PinnedBytes message = Thrift.Message;
        bool changed = _encoder.TryEncode(
            made.Bytes, made.Shape.Width, made.Shape.Height, _keyframeDue, _originator, default, message);
        _keyframeDue = false;
        if (changed) Thrift.Send(Outbox);
        if (changed && _originator.Now - _hashedAt >= HashEveryMs)
        {
            _encoder.WriteHash(_originator, Outbox);
            _hashedAt = _originator.Now;
        }

        return -1;
    }

    public void Connected()
    {
        Outbox.Clear();
        _wanted = false;
    }

    public void Disconnected() => _wanted = false;

    public int Receive()
    {
        Events.Clear();
        ReadOnlySpan<byte> rest = Inbox.Written;
        while (MessageReader.TryRead(ref rest, out MessageView message, out _) == ReadStatus.Done)
        {
            MessageHeader header = message.Header;
            if (!header.IsInput || !ExtBlock.TrySplit(header, message.Payload, out ExtBlock ext, out ReadOnlySpan<byte> body)) continue;
            Take(header, ext, body);
        }

        return Events.Count;
    }

    public void End(EndReason reason, string text)
    {
        EndFrame end = new(reason, text);
        Span<byte> body = new byte[end.Size];
        end.Write(body);
        MessageWriter.Write(Outbox, _originator.Stamp(new MessageHeader(FrameType.End)), body);
    }

    private void Take(in MessageHeader header, ExtBlock ext, ReadOnlySpan<byte> body)
    {
        switch (header.InputType)
        {
            case InputType.KeyframeRequest:
                _keyframeDue = true;
                break;
            case InputType.Control:
                if (ControlMessage.TryRead(body.ToArray(), out ControlMessage? message) != ReadStatus.Done) break;
                if (message is DemandControl demand)
                {
                    _keyframeDue |= demand.Pictures && !_wanted;
                    _wanted = demand.Pictures;
                }

                Events.Add(EventKind.Control, header, body);
                break;
            case InputType.Ping when PingFrame.TryRead(body, out PingFrame ping) && ping.AnswererUs is null:
                Answer(ping with { AnswererUs = Wasm.Outbox.ClockUs });
                break;
            default:
                TellInput(header, ext, body);
                break;
        }
    }

    private void TellInput(in MessageHeader header, ExtBlock ext, ReadOnlySpan<byte> body)
    {
        uint viewer = 0;
        if (ext.TryFind(ExtTag.ViewerId, out ExtEntry entry)) entry.TryReadUInt32(out viewer);
        Span<int> record = Events.Add(EventKind.Input, header with { Width = header.Type, Height = 0 }, body);
        record[6] = (int)viewer;
        bool touch = header.InputType is InputType.Touch or InputType.TouchEnd or InputType.TouchCancel;
        bool pointer = header.InputType is InputType.Pointer or InputType.PointerDown or InputType.PointerUp;
        if (touch && TouchInput.TryRead(body, out TouchInput contact))
        {
            EventLog.AddPoint(record, contact.X, contact.Y, contact.Id);
        }
        else if (pointer && PointerInput.TryRead(body, out PointerInput place))
        {
            EventLog.AddPoint(record, place.X, place.Y, place.Buttons);
        }
    }

    private void Answer(PingFrame ping)
    {
        Span<byte> body = stackalloc byte[ping.Size];
        ping.Write(body);
        MessageWriter.Write(Outbox, _originator.Stamp(new MessageHeader(FrameType.Ping)), body);
    }
}
