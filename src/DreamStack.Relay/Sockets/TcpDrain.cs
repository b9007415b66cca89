using System.Runtime.InteropServices;
using DreamStack.Relay.Engine;
using DreamStack.Relay.FanOut;

namespace DreamStack.Relay.Sockets;

/// <summary>What the system knows of a TCP connection's sending side. Linux tells; elsewhere, and without a socket, nothing is known.</summary>
internal readonly unsafe struct TcpDrain(SafeHandle? socket)
{
    private const int Tcp = 6;
    private const int NotSentLowWater = 25;
    private const int Info = 11;
    private const int SocketLevel = 1;
    private const int SendBuffer = 7;
    // tcpi_snd_mss, tcpi_last_ack_recv, in milliseconds, tcpi_rtt, in microseconds, tcpi_snd_cwnd, tcpi_bytes_acked, tcpi_notsent_bytes and
    // tcpi_min_rtt of struct tcp_info, linux/tcp.h.
    private const int Segment = 16;
    private const int LastAnswer = 56;
    private const int RoundTrip = 68;
    private const int Window = 80;
    private const int BytesAcked = 120;
    private const int Unsent = 144;
    private const int LeastRoundTrip = 148;
    private const int Size = LeastRoundTrip + sizeof(uint);
    // Farther than the next room, and what lies on the way is no longer little.
    private const uint NearUs = 2_000;

    private readonly SafeHandle? _socket = OperatingSystem.IsLinux() ? socket : null;

    /// <summary>
    /// What the other end's system has acknowledged since the connection began, what waits here, and the shortest round trip of late; null
    /// where that is not known.
    /// </summary>
    public Drained? Look()
    {
        byte* info = stackalloc byte[Size];
        if (!Read(info)) return null;
        TimeSpan heard = TimeSpan.FromMilliseconds(*(uint*)(info + LastAnswer)), trip = TimeSpan.FromMicroseconds(*(uint*)(info + LeastRoundTrip));
        return new Drained(*(long*)(info + BytesAcked), *(uint*)(info + Unsent), heard, trip);
    }

    /// <summary>
    /// Bytes a second that the way is sure to take before anything was sent: what may be under way in one round trip. Null on a short
    /// way, where it says nothing, and where it is not known.
    /// </summary>
    public long? Cautious()
    {
        byte* info = stackalloc byte[Size];
        if (!Read(info) || *(uint*)(info + RoundTrip) < NearUs) return null;
        return (long)*(uint*)(info + Window) * *(uint*)(info + Segment) * 1_000_000 / *(uint*)(info + RoundTrip);
    }

    /// <summary>
    /// Bounds what the system holds of the connection: on a short way everything, <paramref name="near"/>; on a long one, what it has not
    /// sent yet, <paramref name="unsent"/>.
    /// </summary>
    public void Bound(int near, int unsent)
    {
        byte* info = stackalloc byte[Size];
        if (!Read(info)) return;
        if (*(uint*)(info + RoundTrip) < NearUs) Set(SocketLevel, SendBuffer, near);
        else Set(Tcp, NotSentLowWater, unsent);
    }

    /// <summary>Bounds what the system holds unsent from now on; on a short way its own bound stays too.</summary>
    public void Hold(int unsent)
    {
        if (_socket is not null) Set(Tcp, NotSentLowWater, unsent);
    }

    private bool Read(byte* info)
    {
        int length = Size;
        try
        {
            return _socket is not null && Libc.GetOption(_socket, Tcp, Info, info, &length) >= 0 && length >= Size;
        }
        catch (ObjectDisposedException)
        {
            // The connection has just ended: it takes nothing any more, and its own walkers say so.
            return false;
        }
    }

    private void Set(int level, int option, int value)
    {
        try
        {
            // A system that will not be told bounds it in its own way.
            _ = Libc.SetOption(_socket!, level, option, (byte*)&value, sizeof(int));
        }
        catch (ObjectDisposedException)
        {
            // A connection that is gone needs no bound.
            return;
        }
    }
}
