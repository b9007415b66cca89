using System.Runtime.InteropServices;

namespace DreamStack.Cli.Bench.Relay.Sockets;

/// <summary>Linux's own calls: a generator that costs more than the server it measures would measure itself.</summary>
internal static unsafe partial class NativeSockets
{
    public const int InterNetwork = 2;
    public const int Stream = 1;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;
    public const int SolSocket = 1;
    public const int SoLinger = 13;
    public const int Tcp = 6;
    public const int NoDelay = 1;
    public const int NoSignal = 0x4000;

    /// <summary>On a TCP socket: bytes are taken off the queue and not copied.</summary>
    public const int Truncate = 0x20;

    public const int InProgress = 115;
    public const int WouldBlock = 11;
    public const int Interrupted = 4;

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int domain, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int socket, byte* address, uint length);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int socket, byte* bytes, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int socket, byte* bytes, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "setsockopt")]
    public static partial int SetOption(int socket, int level, int name, int* value, uint length);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "epoll_create1")]
    public static partial int PollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl")]
    public static partial int PollControl(int poll, int operation, int file, byte* change);

    [LibraryImport("libc", EntryPoint = "epoll_wait")]
    public static partial int PollWait(int poll, byte* ready, int most, int milliseconds);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    public static partial int ClockTime(int clock, long* secondsAndNanoseconds);
}
