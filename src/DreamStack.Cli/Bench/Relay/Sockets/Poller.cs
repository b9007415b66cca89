using System.Runtime.InteropServices;

namespace DreamStack.Cli.Bench.Relay.Sockets;

/// <summary>Says which of many sockets can be read or written: epoll, level-triggered.</summary>
internal sealed unsafe class Poller : IDisposable
{
    private const int MostReady = 1024;
    private const uint In = 1;
    private const uint Out = 4;
    private const int Add = 1;
    private const int Remove = 2;
    private const int Change = 3;
    // The kernel's struct has no gap between its two fields on x64 only.
    private static readonly int KeyAt = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int Stride = KeyAt + sizeof(long);
    private readonly int _poll = NativeSockets.PollCreate(NativeSockets.CloseOnExec);
    private readonly byte[] _ready = new byte[MostReady * Stride];

    public void Watch(RawSocket socket, int key, bool read, bool write) => Control(Add, socket, key, read, write);

    public void Rewatch(RawSocket socket, int key, bool read, bool write) => Control(Change, socket, key, read, write);

    public void Forget(RawSocket socket) => Control(Remove, socket, 0, false, false);

    /// <summary>Waits no longer than so many milliseconds; how many are ready.</summary>
    public int Wait(int milliseconds)
    {
        fixed (byte* ready = _ready) return Math.Max(0, NativeSockets.PollWait(_poll, ready, MostReady, milliseconds));
    }

    /// <summary>The key of the ready socket at this index.</summary>
    public int Key(int index) => (int)MemoryMarshal.Read<long>(_ready.AsSpan((index * Stride) + KeyAt));

    public void Dispose() => _ = NativeSockets.Close(_poll);

    private void Control(int operation, RawSocket socket, int key, bool read, bool write)
    {
        byte* change = stackalloc byte[16];
        *(uint*)change = (read ? In : 0) | (write ? Out : 0);
        *(long*)(change + KeyAt) = key;
        if (NativeSockets.PollControl(_poll, operation, socket.File, change) != 0)
        {
            throw new FailedException("The system would not watch a socket.");
        }
    }
}
