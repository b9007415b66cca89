using System.Buffers;
using System.Net.WebSockets;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Relay.Tests.Peers;

/// <summary>A raw WebSocket peer that reads message by message; every wait has a generous end.</summary>
public sealed class TestPeer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ClientWebSocket _socket = new();
    private readonly ArrayBufferWriter<byte> _received = new();
    private int _read;

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public string? CloseReason => _socket.CloseStatusDescription;

    public static async Task<TestPeer> ConnectAsync(RelayServer relay, string path, string? origin = null)
    {
        TestPeer peer = new();
        peer._socket.Options.KeepAliveInterval = TimeSpan.Zero;
        if (origin is not null) peer._socket.Options.SetRequestHeader("Origin", origin);
        using CancellationTokenSource limit = new(Patience);
        bool secured = relay.Address.Scheme == Uri.UriSchemeHttps;
        if (secured) peer._socket.Options.RemoteCertificateValidationCallback = TestCertificate.IsShown;
        Uri address = new UriBuilder(new Uri(relay.Address, path)) { Scheme = secured ? Uri.UriSchemeWss : Uri.UriSchemeWs, Host = "127.0.0.1" }.Uri;
        await peer._socket.ConnectAsync(address, limit.Token);
        return peer;
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, bool endOfMessage = true)
    {
        using CancellationTokenSource limit = new(Patience);
        await _socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage, limit.Token);
    }

    public Task SendAsync(MessageHeader header, ReadOnlySpan<byte> body) => SendAsync(Message(header, body));

    public Task SendAsync(InputType type, ReadOnlySpan<byte> body) => SendAsync(Message(new MessageHeader(type), body));

    public Task SendAsync(ControlMessage control) => SendAsync(InputType.Control, control.ToJson());

    public async Task SendTextAsync(string text)
    {
        using CancellationTokenSource limit = new(Patience);
        await _socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, limit.Token);
    }

    /// <summary>The next message; null when the connection has ended.</summary>
    public async Task<Received?> NextAsync()
    {
        using CancellationTokenSource limit = new(Patience);
        return await ReadAsync(limit.Token);
    }

    private async Task<Received?> ReadAsync(CancellationToken limit)
    {
        while (true)
        {
            if (TryRead() is { } received) return received;
            ValueWebSocketReceiveResult result = await _socket.ReceiveAsync(_received.GetMemory(64 * 1024), limit);
            if (result.MessageType == WebSocketMessageType.Close) return null;
            _received.Advance(result.Count);
        }
    }

    /// <summary>The next message that fits, skipping others; pings are noise to nearly every test.</summary>
    public async Task<Received> NextAsync(Func<Received, bool> fits)
    {
        using CancellationTokenSource limit = new(Patience);
        while (true)
        {
            Received received = await ReadAsync(limit.Token) ?? throw new InvalidOperationException($"Closed: {CloseStatus} {CloseReason}");
            if (fits(received)) return received;
        }
    }

    public Task<Received> NextAsync(FrameType type) => NextAsync(message => !message.Header.IsInput && message.Header.FrameType == type);

    public Task<Received> NextAsync(InputType type) => NextAsync(message => message.Header.IsInput && message.Header.InputType == type);

    public async Task<T> NextControlAsync<T>(Func<T, bool>? fits = null)
        where T : ControlMessage
    {
        while (true)
        {
            Received received = await NextAsync(message => message.IsControl);
            if (received.Control() is T control && (fits is null || fits(control))) return control;
        }
    }

    /// <summary>Reads on until the relay closes; what it said with it is in <see cref="CloseStatus"/>.</summary>
    public async Task<EndFrame?> UntilClosedAsync()
    {
        EndFrame? end = null;
        using CancellationTokenSource limit = new(Patience);
        while (await ReadAsync(limit.Token) is { } received)
        {
            if (!received.Header.IsInput && received.Header.FrameType == FrameType.End && EndFrame.TryRead(received.Body, out EndFrame frame)) end = frame;
        }

        return end;
    }

    public async Task CloseAsync()
    {
        using CancellationTokenSource limit = new(Patience);
        await _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
    }

    /// <summary>Cuts the connection without a goodbye.</summary>
    public void Abort() => _socket.Abort();

    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    public static byte[] Message(MessageHeader header, ReadOnlySpan<byte> body)
    {
        ArrayBufferWriter<byte> output = new();
        MessageWriter.Write(output, header, body);
        return output.WrittenSpan.ToArray();
    }

    private Received? TryRead()
    {
        ReadOnlySpan<byte> rest = _received.WrittenSpan[_read..];
        int before = rest.Length;
        if (MessageReader.TryRead(ref rest, out MessageView view, out _) != ReadStatus.Done) return null;
        Received received = new(view.Header, view.Bytes.ToArray());
        _read += before - rest.Length;
        if (_read == _received.WrittenCount)
        {
            _received.ResetWrittenCount();
            _read = 0;
        }

        return received;
    }
}
