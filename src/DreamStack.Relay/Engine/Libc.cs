using System.Runtime.InteropServices;

namespace DreamStack.Relay.Engine;

/// <summary>The calls into Linux that the event loop makes; each answers -1 with an errno.</summary>
internal static partial class Libc
{
    public const int Again = 11;
    public const int Interrupted = 4;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;
    public const int NoSignal = 0x4000;

    private const int NoFileNumber = 23;
    private const int NoSystemFileNumber = 24;
    private const int NoMemory = 12;
    private const int NoBuffers = 105;
    private const string Name = "libc";

    /// <summary>An accept failed because of what came, not because this process or system is out of something.</summary>
    public static bool IsOnlyThisConnection(int error) => error is not (NoFileNumber or NoSystemFileNumber or NoMemory or NoBuffers);

    [LibraryImport(Name, EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport(Name, EntryPoint = "epoll_ctl", SetLastError = true)]
    public static unsafe partial int EpollControl(Descriptor epoll, int operation, SafeHandle descriptor, byte* item);

    [LibraryImport(Name, EntryPoint = "epoll_wait", SetLastError = true)]
    public static unsafe partial int EpollWait(Descriptor epoll, byte* items, int count, int milliseconds);

    [LibraryImport(Name, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventCreate(uint value, int flags);

    [LibraryImport(Name, EntryPoint = "accept4", SetLastError = true)]
    public static unsafe partial int Accept(SafeHandle listener, byte* address, int* length, int flags);

    [LibraryImport(Name, EntryPoint = "getsockname", SetLastError = true)]
    public static unsafe partial int LocalName(Descriptor socket, byte* address, int* length);

    // The two that are called for every viewer: a plain number costs less than a handle, and errno is asked for when one fails.
    [LibraryImport(Name, EntryPoint = "recv")]
    public static unsafe partial nint Receive(int socket, byte* bytes, nuint length, int flags);

    [LibraryImport(Name, EntryPoint = "send")]
    public static unsafe partial nint Send(int socket, byte* bytes, nuint length, int flags);

    [LibraryImport(Name, EntryPoint = "send")]
    public static unsafe partial nint Send(Descriptor socket, byte* bytes, nuint length, int flags);

    [LibraryImport(Name, EntryPoint = "read", SetLastError = true)]
    public static unsafe partial nint Read(Descriptor file, byte* bytes, nuint length);

    [LibraryImport(Name, EntryPoint = "write", SetLastError = true)]
    public static unsafe partial nint Write(Descriptor file, byte* bytes, nuint length);

    [LibraryImport(Name, EntryPoint = "shutdown", SetLastError = true)]
    public static partial int Shutdown(Descriptor socket, int how);

    [LibraryImport(Name, EntryPoint = "setsockopt", SetLastError = true)]
    public static unsafe partial int SetOption(SafeHandle socket, int level, int option, byte* value, int length);

    [LibraryImport(Name, EntryPoint = "getsockopt", SetLastError = true)]
    public static unsafe partial int GetOption(SafeHandle socket, int level, int option, byte* value, int* length);

    [LibraryImport(Name, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(nint descriptor);
}
