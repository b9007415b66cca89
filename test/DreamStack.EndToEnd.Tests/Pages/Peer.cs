using System.Net.WebSockets;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.EndToEnd.Tests.Pages;

/// <summary>A bare connection to a relay that does as it is told: a source that ends or vanishes, a viewer that takes a place.</summary>
internal sealed class Peer : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    public static async Task<Peer> ConnectAsync(Uri relay, string path)
    {
        Peer peer = new();
        await peer._socket.ConnectAsync(new Uri(new UriBuilder("ws", relay.Host, relay.Port).Uri, path), default);
        // The relay's welcome: from now on the peer counts.
        await peer._socket.ReceiveAsync(new byte[4096], default);
        return peer;
    }

    public Task SendPictureAsync()
    {
        byte[] message = new byte[MessageHeader.Size + 4];
        new MessageHeader(FrameType.Pixels, MessageFlags.Keyframe) { Width = 1, Height = 1, PayloadLength = 4 }.Write(message);
        message[^1] = byte.MaxValue;
        return SendAsync(message);
    }

    public Task SendEndAsync(string text)
    {
        EndFrame end = new(EndReason.Over, text);
        byte[] message = new byte[MessageHeader.Size + end.Size];
        new MessageHeader(FrameType.End) { Seq = 1, PayloadLength = (uint)end.Size }.Write(message);
        end.Write(message.AsSpan(MessageHeader.Size));
        return SendAsync(message);
    }

    /// <summary>Vanishes without a word.</summary>
    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
    }

    private Task SendAsync(byte[] message) =>
        _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
}
