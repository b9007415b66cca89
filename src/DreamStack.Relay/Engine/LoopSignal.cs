using System.ComponentModel;
using System.Runtime.InteropServices;

namespace DreamStack.Relay.Engine;

/// <summary>Wakes an event loop from another thread (Linux, eventfd(2)).</summary>
internal sealed unsafe class LoopSignal : IDisposable
{
    public LoopSignal()
    {
        Descriptor = new Descriptor(Libc.EventCreate(0, Libc.NonBlocking | Libc.CloseOnExec));
        if (Descriptor.IsInvalid) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    public Descriptor Descriptor { get; }

    public void Set()
    {
        ulong one = 1;
        // It fails only when it is set four thousand million million times over, and is set then.
        _ = Libc.Write(Descriptor, (byte*)&one, sizeof(ulong));
    }

    public void Clear()
    {
        ulong count;
        _ = Libc.Read(Descriptor, (byte*)&count, sizeof(ulong));
    }

    public void Dispose() => Descriptor.Dispose();
}
