using System.Runtime.InteropServices;

namespace DreamStack.Relay.Engine;

/// <summary>A file descriptor that is closed once, and not while a call on another thread still uses it.</summary>
internal sealed class Descriptor : SafeHandle
{
    public Descriptor(int descriptor)
        : base(-1, ownsHandle: true) => SetHandle(descriptor);

    public override bool IsInvalid => handle < 0;

    protected override bool ReleaseHandle() => Libc.Close(handle) == 0;
}
