using System.Buffers.Binary;
using System.Net.Sockets;

namespace DreamStack.Relay.Sockets;

/// <summary>What the system knows of a TCP connection's sending side. Linux tells; elsewhere, and without a socket, nothing is known.</summary>
internal sealed class TcpDrain(Socket? socket)
{
    private const int Tcp = 6;
    private const int NotSentLowWater = 25;
    private const int Info = 11;
    // tcpi_bytes_acked of struct tcp_info, linux/tcp.h.
    private const int BytesAcked = 120;

    private readonly Socket? _socket = OperatingSystem.IsLinux() ? socket : null;

    /// <summary>Bytes that the other end's system has acknowledged since the connection began; null where that is not known.</summary>
    public long? Taken()
    {
        Span<byte> info = stackalloc byte[BytesAcked + sizeof(ulong)];
        try
        {
            return _socket?.GetRawSocketOption(Tcp, Info, info) >= info.Length
                ? (long)BinaryPrimitives.ReadUInt64LittleEndian(info[BytesAcked..])
                : null;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The connection is just ending: it takes nothing any more, and its own walkers say so.
            return null;
        }
    }

    /// <summary>Lets no more than so many bytes wait in the system before they are sent; what is on its way does not count.</summary>
    public void BoundUnsent(int bytes)
    {
        Span<byte> value = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(value, bytes);
        try
        {
            _socket?.SetRawSocketOption(Tcp, NotSentLowWater, value);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // A system that will not be told bounds it in its own way; a connection that is gone needs no bound.
            return;
        }
    }
}
