using System.ComponentModel;
using System.Net;
using System.Runtime.InteropServices;

namespace DreamStack.Relay.Engine;

/// <summary>A connected, non-blocking TCP socket; unless it says otherwise, used on its loop's thread alone.</summary>
internal sealed unsafe class LoopSocket(int descriptor) : ILoopWire
{
    private const int StopWriting = 1;
    private const int Tcp = 6;
    private const int NoDelay = 1;
    private const int DeferAccept = 9;

    public Descriptor Descriptor { get; } = new(descriptor);

    /// <summary>
    /// Has a listening socket keep to itself who has connected and not sent anything yet, for about so many seconds (TCP_DEFER_ACCEPT).
    /// </summary>
    // A system that will not be told wakes the loop twice.
    public static void AcceptWithRequest(SafeHandle listening, int seconds) =>
        _ = Libc.SetOption(listening, Tcp, DeferAccept, (byte*)&seconds, sizeof(int));

    /// <inheritdoc/>
    public int ReceivesAtOnce => 16;

    /// <inheritdoc/>
    public bool HoldsMore => false;

    /// <inheritdoc/>
    public Task RequestNeeded => Task.CompletedTask;

    /// <summary>The next connection that waits at a listening socket; null with an errno when there is none to be had.</summary>
    public static LoopSocket? Accept(SafeHandle listening, out EndPoint remote, out int error)
    {
        byte* name = stackalloc byte[SocketName.MaxSize];
        int length = SocketName.MaxSize;
        int descriptor = Libc.Accept(listening, name, &length, Libc.NonBlocking | Libc.CloseOnExec);
        error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        remote = SocketName.Read(name, descriptor < 0 ? 0 : length);
        return descriptor < 0 ? null : new LoopSocket(descriptor);
    }

    /// <inheritdoc/>
    public int Receive(Memory<byte> bytes)
    {
        fixed (byte* first = bytes.Span) return Judge(Libc.Receive(descriptor, first, (nuint)bytes.Length, 0));
    }

    /// <inheritdoc/>
    public int Send(ReadOnlyMemory<byte> bytes)
    {
        fixed (byte* first = bytes.Span) return Judge(Libc.Send(descriptor, first, (nuint)bytes.Length, Libc.NoSignal));
    }

    /// <summary>As <see cref="Send"/>, from any thread.</summary>
    public int SendFromAnywhere(ReadOnlyMemory<byte> bytes)
    {
        fixed (byte* first = bytes.Span) return Judge(Libc.Send(Descriptor, first, (nuint)bytes.Length, Libc.NoSignal));
    }

    /// <summary>Sends small messages as they come (TCP_NODELAY).</summary>
    public void SendAtOnce()
    {
        int on = 1;
        // A system that will not be told is slower, not wrong.
        _ = Libc.SetOption(Descriptor, Tcp, NoDelay, (byte*)&on, sizeof(int));
    }

    /// <inheritdoc/>
    // The system has what was sent.
    public bool MakeRoom() => true;

    /// <inheritdoc/>
    public bool Flush() => true;

    /// <inheritdoc/>
    public void Conclude(bool closes)
    {
        // A connection that is gone already needs no end.
        if (closes) _ = Libc.Shutdown(Descriptor, StopWriting);
    }

    public void Dispose() => Descriptor.Dispose();

    private static int Judge(nint count)
    {
        if (count >= 0) return (int)count;
        int error = Marshal.GetLastSystemError();
        if (error is Libc.Again or Libc.Interrupted) return ILoopWire.WouldWait;
        Win32Exception cause = new(error);
        throw new IOException(cause.Message, cause);
    }
}
