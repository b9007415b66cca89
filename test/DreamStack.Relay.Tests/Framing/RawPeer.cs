using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using DreamStack.Relay.Tests.Peers;

namespace DreamStack.Relay.Tests.Framing;

/// <summary>A client that writes every byte itself, right or wrong, and reads what a server's bytes say without a library.</summary>
internal sealed class RawPeer : IAsyncDisposable
{
    public const string SampleKey = "dGhlIHNhbXBsZSBub25jZQ==";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TcpClient _tcp = new() { NoDelay = true };
    private readonly List<byte> _came = [];
    private Stream? _stream;

    /// <summary>The answer to the handshake, its head only.</summary>
    public string Answer { get; private set; } = "";

    public int Status => int.Parse(Answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A connection on which nothing was said yet.</summary>
    public static async Task<RawPeer> DialAsync(RelayServer relay)
    {
        RawPeer peer = new();
        await peer._tcp.ConnectAsync(IPAddress.Loopback, relay.Address.Port);
        peer._stream = peer._tcp.GetStream();
        if (relay.Address.Scheme == Uri.UriSchemeHttps) peer._stream = await TestCertificate.SecureAsync(peer._stream);
        return peer;
    }

    /// <summary>A connection after a good handshake.</summary>
    public static async Task<RawPeer> ConnectAsync(RelayServer relay, string path = "/stream/main")
    {
        RawPeer peer = await DialAsync(relay);
        await peer.ShakeAsync(Request(path));
        Assert.Equal(101, peer.Status);
        return peer;
    }

    /// <summary>A handshake; a header given here takes the place of the usual one, an empty one leaves it out.</summary>
    public static string Request(string path = "/stream/main", string method = "GET", string version = "HTTP/1.1", params string[] headers)
    {
        List<string> lines = ["Host: localhost", "Upgrade: websocket", "Connection: Upgrade", $"Sec-WebSocket-Key: {SampleKey}", "Sec-WebSocket-Version: 13"];
        foreach (string header in headers)
        {
            string name = header.Split(':')[0];
            lines.RemoveAll(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
        }

        lines.AddRange(headers.Where(header => header.Split(':')[1].Trim().Length > 0));
        return $"{method} {path} {version}\r\n{string.Join("\r\n", lines)}\r\n\r\n";
    }

    /// <summary>Sends a request, with what follows it in the same bytes, and reads the head of the answer.</summary>
    public async Task ShakeAsync(string request, byte[]? behind = null, int piece = int.MaxValue)
    {
        await SendAsync([.. Encoding.ASCII.GetBytes(request), .. behind ?? []], piece);
        while (true)
        {
            int end = Encoding.Latin1.GetString([.. _came]).IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                Answer = Encoding.Latin1.GetString([.. _came[..end]]);
                _came.RemoveRange(0, end + 4);
                return;
            }

            Assert.True(await MoreAsync(), $"Closed after: {Encoding.Latin1.GetString([.. _came])}");
        }
    }

    public string? Header(string name) => Answer.Split("\r\n").Skip(1).Select(line => line.Split(": ", 2))
        .Where(pair => pair[0].Equals(name, StringComparison.OrdinalIgnoreCase)).Select(pair => pair[1]).SingleOrDefault();

    public async Task SendAsync(byte[] bytes, int piece = int.MaxValue)
    {
        for (int at = 0; at < bytes.Length; at += Math.Min(piece, bytes.Length - at))
        {
            await _stream!.WriteAsync(bytes.AsMemory(at, Math.Min(piece, bytes.Length - at)));
            // One segment each: else the system joins them again.
            if (piece < bytes.Length) await Task.Yield();
        }
    }

    /// <summary>The next frame; null when the server has ended the connection. What a server may not send fails the test.</summary>
    public async Task<(byte Opcode, byte[] Payload)?> ReadAsync()
    {
        while (!HasFrame())
        {
            if (!await MoreAsync()) return null;
        }

        Assert.Equal(0x80, _came[0] & 0xF0);
        Assert.Equal(0, _came[1] & 0x80);
        byte opcode = (byte)(_came[0] & 0x0F);
        int head = HeadLength();
        byte[] payload = [.. _came.Skip(head).Take((int)PayloadLength())];
        _came.RemoveRange(0, head + payload.Length);
        if (opcode >= 8) Assert.True(payload.Length <= 125);
        return (opcode, payload);
    }

    /// <summary>The next frame of this kind, skipping others.</summary>
    public async Task<byte[]> ReadAsync(byte opcode)
    {
        while (await ReadAsync() is { } frame)
        {
            if (frame.Opcode == opcode) return frame.Payload;
        }

        throw new InvalidOperationException($"Closed before a frame of opcode {opcode}.");
    }

    /// <summary>Reads until the server's close frame and the end of the connection; answers the code, null for none.</summary>
    public async Task<int?> ReadCloseAsync()
    {
        byte[] payload = await ReadAsync(8);
        Assert.Null(await ReadAsync());
        if (payload.Length == 0) return null;
        Assert.True(System.Text.Unicode.Utf8.IsValid(payload.AsSpan(2)));
        return BinaryPrimitives.ReadUInt16BigEndian(payload);
    }

    /// <summary>Everything until the server ends the connection, whatever it is.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        bool more = true;
        while (more) more = await MoreAsync();
        return [.. _came];
    }

    /// <summary>Nothing will be written any more.</summary>
    public void EndWriting() => _tcp.Client.Shutdown(SocketShutdown.Send);

    public ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> MoreAsync()
    {
        byte[] buffer = new byte[16 * 1024];
        using CancellationTokenSource limit = new(Patience);
        int count;
        try
        {
            count = await _stream!.ReadAsync(buffer, limit.Token);
        }
        catch (IOException)
        {
            return false;
        }

        _came.AddRange(buffer.AsSpan(0, count));
        return count > 0;
    }

    private bool HasFrame() => _came.Count >= 2 && _came.Count >= HeadLength() && _came.Count >= HeadLength() + PayloadLength();

    private int HeadLength() => (_came[1] & 0x7F) switch { 126 => 4, 127 => 10, _ => 2 };

    private long PayloadLength()
    {
        byte[] head = [.. _came.Take(10)];
        long length = (head[1] & 0x7F) switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(2)),
            127 => (long)BinaryPrimitives.ReadUInt64BigEndian(head.AsSpan(2)),
            var small => small,
        };
        // The shortest form, always (5.2).
        Assert.Equal(length switch { < 126 => 2, <= 65535 => 4, _ => 10 }, HeadLength());
        return length;
    }
}
