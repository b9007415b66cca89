using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace DreamStack.Relay.Engine;

/// <summary>Reads Linux's struct sockaddr of an IPv4 or IPv6 address.</summary>
internal static unsafe class SocketName
{
    /// <summary>Room for the name of any address family.</summary>
    public const int MaxSize = 128;
    private const int InterNetwork = 2;
    private const int InterNetworkV6 = 10;
    private const int V6Size = 28;

    /// <summary>The address that a socket has on this side.</summary>
    public static EndPoint Local(Descriptor socket)
    {
        byte* name = stackalloc byte[MaxSize];
        int length = MaxSize;
        return Libc.LocalName(socket, name, &length) < 0 ? new IPEndPoint(IPAddress.None, 0) : Read(name, length);
    }

    public static EndPoint Read(byte* name, int length)
    {
        ReadOnlySpan<byte> bytes = new(name, Math.Min(length, MaxSize));
        if (bytes.Length < sizeof(ushort)) return new IPEndPoint(IPAddress.None, 0);
        int family = MemoryMarshal.Read<ushort>(bytes);
        if (family == InterNetwork && bytes.Length >= 8)
        {
            return new IPEndPoint(new IPAddress(bytes.Slice(4, 4)), BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]));
        }

        if (family != InterNetworkV6 || bytes.Length < V6Size) return new IPEndPoint(IPAddress.None, 0);
        IPAddress address = new(bytes.Slice(8, 16), MemoryMarshal.Read<uint>(bytes[24..]));
        return new IPEndPoint(address, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]));
    }
}
