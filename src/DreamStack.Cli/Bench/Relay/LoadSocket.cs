using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DreamStack.Cli.Bench.Relay;

/// <summary>The least WebSocket client there can be, so that the generator costs little beside what it measures.</summary>
internal sealed class LoadSocket(Socket socket) : IDisposable
{
    private const int MaxHeader = 14;

    public static async Task<LoadSocket> ConnectAsync(int port, string path, CancellationToken cancellation)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellation);
        string request = string.Create(CultureInfo.InvariantCulture,
            $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(request), cancellation);
        await ReadHandshakeAsync(socket, cancellation);
        return new LoadSocket(socket);
    }

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation) =>
        socket.ReceiveAsync(buffer, cancellation);

    /// <summary>Sends whole frames made by <see cref="Frame"/>.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> frames, CancellationToken cancellation)
    {
        while (frames.Length > 0) frames = frames[await socket.SendAsync(frames, cancellation)..];
    }

    /// <summary>A binary frame around a message; the mask is zero, so the payload lies in it as it is.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> message, out int payloadAt)
    {
        Span<byte> header = stackalloc byte[MaxHeader];
        header.Clear();
        header[0] = 0x82;
        if (message.Length < 126)
        {
            header[1] = (byte)(0x80 | message.Length);
            payloadAt = 6;
        }
        else if (message.Length <= ushort.MaxValue)
        {
            header[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)message.Length);
            payloadAt = 8;
        }
        else
        {
            header[1] = 0x80 | 127;
            BinaryPrimitives.WriteUInt64BigEndian(header[2..], (ulong)message.Length);
            payloadAt = MaxHeader;
        }

        return [.. header[..payloadAt], .. message];
    }

    public void Dispose() => socket.Dispose();

    // Byte by byte: what follows the blank line belongs to the frames already.
    private static async Task ReadHandshakeAsync(Socket socket, CancellationToken cancellation)
    {
        StringBuilder answer = new();
        byte[] one = new byte[1];
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await socket.ReceiveAsync(one, cancellation) == 0) throw new FailedException("The server hung up.");
            answer.Append((char)one[0]);
        }

        if (!answer.ToString().StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
        {
            throw new FailedException($"The server did not upgrade: {answer.ToString().Split('\r')[0]}");
        }
    }
}
