using System.Buffers.Binary;
using System.Runtime.InteropServices;
using DreamStack.Relay.Engine;

namespace DreamStack.Relay.Sockets;

/// <summary>What the system knows of a TCP connection's sending side. Linux tells; elsewhere, and without a socket, nothing is known.</summary>
internal sealed unsafe class TcpDrain(SafeHandle? socket)
{
    private const int Tcp = 6;
    private const int NotSentLowWater = 25;
    private const int Info = 11;
    // tcpi_bytes_acked of struct tcp_info, linux/tcp.h.
    private const int BytesAcked = 120;
    private const int Size = BytesAcked + sizeof(ulong);

    private readonly SafeHandle? _socket = OperatingSystem.IsLinux() ? socket : null;

    /// <summary>Bytes that the other end's system has acknowledged since the connection began; null where that is not known.</summary>
    public long? Taken()
    {
        byte* info = stackalloc byte[Size];
        int length = Size;
        try
        {
            if (_socket is null || Libc.GetOption(_socket, Tcp, Info, info, &length) < 0 || length < Size) return null;
        }
        catch (ObjectDisposedException)
        {
            // The connection has just ended: it takes nothing any more, and its own walkers say so.
            return null;
        }

        return (long)BinaryPrimitives.ReadUInt64LittleEndian(new ReadOnlySpan<byte>(info + BytesAcked, sizeof(ulong)));
    }

    /// <summary>Lets no more than so many bytes wait in the system before they are sent; what is on its way does not count.</summary>
    public void BoundUnsent(int bytes)
    {
        try
        {
            // A system that will not be told bounds it in its own way.
            if (_socket is not null) _ = Libc.SetOption(_socket, Tcp, NotSentLowWater, (byte*)&bytes, sizeof(int));
        }
        catch (ObjectDisposedException)
        {
            // A connection that is gone needs no bound.
            return;
        }
    }
}
