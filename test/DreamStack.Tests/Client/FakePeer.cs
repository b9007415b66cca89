using System.Buffers;
using System.Net.WebSockets;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;
using Xunit;

namespace DreamStack.Tests.Client;

/// <summary>The relay's end of one connection, and the address that the client asked for.</summary>
internal sealed class FakePeer(Uri address, WebSocket socket)
{
    private readonly ArrayBufferWriter<byte> _received = new();
    private int _read;

    public Uri Address { get; } = address;

    public WebSocket Socket { get; } = socket;

    public Task SendAsync(byte[] bytes) =>
        Socket.SendAsync(bytes, WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);

    public Task SendFrameAsync(MessageHeader header, byte[] body, byte[]? ext = null)
    {
        ArrayBufferWriter<byte> message = new();
        MessageWriter.Write(message, header, ext, body);
        return SendAsync(message.WrittenSpan.ToArray());
    }

    public Task SendControlAsync(ControlMessage control) =>
        SendFrameAsync(new MessageHeader(FrameType.Control), control.ToJson());

    public Task SendDemandAsync(ControlMessage control) =>
        SendFrameAsync(new MessageHeader(InputType.Control), control.ToJson());

    /// <summary>The next message of this type, with its EXT block taken off; others before it are passed over.</summary>
    public async Task<(MessageHeader Header, byte[] Body, uint InputId)> ReceiveAsync(byte type)
    {
        while (true)
        {
            if (TryTake(out MessageHeader header, out byte[] body, out uint id))
            {
                if (header.Type == type) return (header, body, id);
                continue;
            }

            Memory<byte> buffer = _received.GetMemory(4096);
            ValueWebSocketReceiveResult result = await Socket
                .ReceiveAsync(buffer, TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience.Long);
            Assert.NotEqual(WebSocketMessageType.Close, result.MessageType);
            _received.Advance(result.Count);
        }
    }

    /// <summary>Waits for the client's goodbye and answers it.</summary>
    public async Task<(int Code, string Reason)> ReceiveCloseAsync()
    {
        byte[] buffer = new byte[4096];
        while (true)
        {
            WebSocketReceiveResult result = await Socket
                .ReceiveAsync(buffer, TestContext.Current.CancellationToken).WaitAsync(Patience.Long);
            if (result.MessageType != WebSocketMessageType.Close) continue;
            if (Socket.State == WebSocketState.CloseReceived) await CloseAsync((int)WebSocketCloseStatus.NormalClosure, "");
            return ((int)Socket.CloseStatus!.Value, Socket.CloseStatusDescription ?? "");
        }
    }

    public Task CloseAsync(int code, string reason) =>
        Socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, TestContext.Current.CancellationToken);

    /// <summary>The network goes away without a word.</summary>
    public void Drop() => Socket.Dispose();

    private bool TryTake(out MessageHeader header, out byte[] body, out uint id)
    {
        ReadOnlySpan<byte> rest = _received.WrittenSpan[_read..];
        int before = rest.Length;
        id = 0;
        body = [];
        header = default;
        if (MessageReader.TryRead(ref rest, out MessageView message, out _) != ReadStatus.Done) return false;
        _read += before - rest.Length;
        header = message.Header;
        Assert.True(ExtBlock.TrySplit(header, message.Payload, out ExtBlock ext, out ReadOnlySpan<byte> inner));
        body = inner.ToArray();
        if (ext.TryFind(ExtTag.InputId, out ExtEntry entry)) Assert.True(entry.TryReadUInt32(out id));
        return true;
    }
}
