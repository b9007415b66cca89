using System.Text;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Relay.Streams;

/// <summary>The messages a relay makes itself, each as one shared buffer that the caller owns.</summary>
internal static class RelayMessages
{
    public static SharedBuffer ControlFrame(ControlMessage control, uint timestamp) =>
        Write(new MessageHeader(FrameType.Control) { Timestamp = timestamp }, control.ToJson());

    public static SharedBuffer ControlInput(ControlMessage control, uint timestamp) =>
        Write(new MessageHeader(InputType.Control) { Timestamp = timestamp }, control.ToJson());

    public static SharedBuffer KeyframeRequest(uint timestamp) =>
        Write(new MessageHeader(InputType.KeyframeRequest) { Timestamp = timestamp }, default);

    public static SharedBuffer End(EndReason reason, string text)
    {
        EndFrame end = new(reason, text);
        byte[] body = new byte[1 + Encoding.UTF8.GetByteCount(text)];
        end.Write(body);
        return Write(new MessageHeader(FrameType.End), body);
    }

    public static SharedBuffer Ping(bool toSource, PingFrame ping, uint timestamp)
    {
        Span<byte> body = stackalloc byte[PingFrame.AnswerSize];
        ping.Write(body);
        MessageHeader header = toSource ? new MessageHeader(InputType.Ping) : new MessageHeader(FrameType.Ping);
        return Write(header with { Timestamp = timestamp }, body[..ping.Size]);
    }

    public static SharedBuffer Write(MessageHeader header, ReadOnlySpan<byte> payload) => Write(header, default, payload);

    public static SharedBuffer Write(MessageHeader header, ReadOnlySpan<byte> ext, ReadOnlySpan<byte> body)
    {
        SharedBuffer buffer = SharedBuffer.Rent(MessageHeader.Size + ext.Length + body.Length);
        MessageWriter.WithLength(header, ext, body.Length).Write(buffer.Span);
        ext.CopyTo(buffer.Span[MessageHeader.Size..]);
        body.CopyTo(buffer.Span[(MessageHeader.Size + ext.Length)..]);
        return buffer;
    }
}
