using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace DreamStack.Cli.Bench.Relay.Sockets;

/// <summary>A TCP connection that never blocks and is cut, not closed, so that no port stays taken.</summary>
internal sealed unsafe class RawSocket : IDisposable
{
    /// <summary>What a call answers that would have had to wait.</summary>
    public const int NotNow = -1;

    private RawSocket(int file) => File = file;

    public int File { get; private set; }

    /// <summary>Begins to connect to a port of this machine; the socket can be written when that is done.</summary>
    public static RawSocket Connect(int port) => Connect(new IPEndPoint(IPAddress.Loopback, port));

    /// <summary>Begins to connect from the network that this thread is in; the socket can be written when that is done.</summary>
    public static RawSocket Connect(IPEndPoint to)
    {
        int file = NativeSockets.Socket(
            NativeSockets.InterNetwork, NativeSockets.Stream | NativeSockets.NonBlocking | NativeSockets.CloseOnExec, 0);
        if (file < 0) throw new FailedException($"No more sockets (error {Marshal.GetLastPInvokeError()}): raise `ulimit -n`.");
        RawSocket socket = new(file);
        int one = 1;
        _ = NativeSockets.SetOption(file, NativeSockets.Tcp, NativeSockets.NoDelay, &one, sizeof(int));
        int* cut = stackalloc int[2] { 1, 0 };
        _ = NativeSockets.SetOption(file, NativeSockets.SolSocket, NativeSockets.SoLinger, cut, 2 * sizeof(int));
        byte* address = stackalloc byte[16];
        new Span<byte>(address, 16).Clear();
        *(ushort*)address = NativeSockets.InterNetwork;
        BinaryPrimitives.WriteUInt16BigEndian(new Span<byte>(address + 2, 2), (ushort)to.Port);
        to.Address.TryWriteBytes(new Span<byte>(address + 4, 4), out _);
        if (NativeSockets.Connect(file, address, 16) != 0 && Marshal.GetLastPInvokeError() != NativeSockets.InProgress)
        {
            socket.Dispose();
            throw new FailedException($"{to} does not answer (error {Marshal.GetLastPInvokeError()}).");
        }

        return socket;
    }

    /// <summary>Bytes sent, or <see cref="NotNow"/>.</summary>
    public int Send(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* at = bytes) return Judge(NativeSockets.Send(File, at, bytes.Length, NativeSockets.NoSignal));
    }

    /// <summary>Bytes received, 0 when the other end has hung up, or <see cref="NotNow"/>.</summary>
    public int Receive(Span<byte> into)
    {
        fixed (byte* at = into) return Judge(NativeSockets.Receive(File, at, into.Length, 0));
    }

    /// <summary>As <see cref="Receive"/>, but nobody sees the bytes.</summary>
    public int Discard(int most) => Judge(NativeSockets.Receive(File, null, most, NativeSockets.Truncate));

    public void Dispose()
    {
        if (File >= 0) _ = NativeSockets.Close(File);
        File = -1;
    }

    private static int Judge(nint answer)
    {
        if (answer >= 0) return (int)answer;
        int error = Marshal.GetLastPInvokeError();
        if (error is NativeSockets.WouldBlock or NativeSockets.Interrupted) return NotNow;
        throw new FailedException($"A connection was lost (error {error}).");
    }
}
