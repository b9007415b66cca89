using System.ComponentModel;
using System.Runtime.InteropServices;

namespace DreamStack.Relay.Engine;

/// <summary>Tells which of many descriptors can be read or written without waiting (Linux, epoll(7)); level-triggered.</summary>
internal sealed unsafe class Epoll : IDisposable
{
    public const uint Readable = 0x1;
    public const uint Writable = 0x4;
    public const uint Broken = 0x8;
    public const uint Gone = 0x10;

    private const int Add = 1;
    private const int Delete = 2;
    private const int Modify = 3;
    // struct epoll_event is packed on x86-64 alone.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int ItemSize = DataOffset + sizeof(ulong);

    private readonly Descriptor _epoll = new(Libc.EpollCreate(Libc.CloseOnExec));
    private readonly byte[] _items;

    public Epoll(int most)
    {
        if (_epoll.IsInvalid) throw new Win32Exception(Marshal.GetLastPInvokeError());
        _items = GC.AllocateArray<byte>(most * ItemSize, pinned: true);
        Most = most;
    }

    /// <summary>Descriptors that one wait reports at most.</summary>
    public int Most { get; }

    /// <summary>Begins to watch a descriptor.</summary>
    public void Watch(SafeHandle descriptor, uint events, ulong data) => Control(Add, descriptor, events, data);

    /// <summary>Watches for something else from now on.</summary>
    public void Change(SafeHandle descriptor, uint events, ulong data) => Control(Modify, descriptor, events, data);

    /// <summary>Watches it no more, though it stays open.</summary>
    public void Forget(SafeHandle descriptor) => Control(Delete, descriptor, 0, 0);

    /// <summary>Waits; answers how many are ready, 0 when the time is over.</summary>
    public int Wait(int milliseconds)
    {
        fixed (byte* items = _items)
        {
            int count = Libc.EpollWait(_epoll, items, Most, milliseconds);
            if (count >= 0) return count;
            int error = Marshal.GetLastPInvokeError();
            return error == Libc.Interrupted ? 0 : throw new Win32Exception(error);
        }
    }

    /// <summary>One of those that the last wait found.</summary>
    public (uint Events, ulong Data) this[int index]
    {
        get
        {
            ReadOnlySpan<byte> item = _items.AsSpan(index * ItemSize, ItemSize);
            return (MemoryMarshal.Read<uint>(item), MemoryMarshal.Read<ulong>(item[DataOffset..]));
        }
    }

    public void Dispose() => _epoll.Dispose();

    private void Control(int operation, SafeHandle descriptor, uint events, ulong data)
    {
        byte* item = stackalloc byte[ItemSize];
        *(uint*)item = events;
        *(ulong*)(item + DataOffset) = data;
        if (Libc.EpollControl(_epoll, operation, descriptor, item) < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }
}
