using System.Runtime.InteropServices;

namespace DreamStack.Tests.Codec;

// Memory flush against a page that may not be touched, at its end or at its start; the open side is watched by a pattern.
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const byte Pattern = 0xA5;
    private const int Watched = 256;
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;
    private readonly int page = Environment.SystemPageSize;
    private readonly nuint length;
    private readonly byte* start;
    private readonly bool atEnd;

    public GuardedMemory(int capacity, bool atEnd)
    {
        this.atEnd = atEnd;
        Capacity = (capacity + Watched + page - 1) / page * page;
        length = (nuint)(Capacity + 2 * page);
        start = (byte*)Map(0, length, ReadWrite, PrivateAnonymous, -1, 0);
        if (start == (byte*)-1 || Protect(start, (nuint)page, 0) != 0 || Protect(start + page + Capacity, (nuint)page, 0) != 0)
            throw new InvalidOperationException("No guarded memory to be had.");
    }

    private int Capacity { get; }

    // The bytes against the guard; what lies behind their open side is filled with the pattern.
    public Span<byte> Take(int size)
    {
        var all = new Span<byte>(start + page, Capacity);
        (atEnd ? all[..^size] : all[size..]).Slice(atEnd ? Capacity - size - Watched : 0, Watched).Fill(Pattern);
        return atEnd ? all[^size..] : all[..size];
    }

    public bool IsIntact(int size) =>
        !new Span<byte>(start + page + (atEnd ? Capacity - size - Watched : size), Watched).ContainsAnyExcept(Pattern);

    public void Dispose() => Unmap(start, length);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint at, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(byte* at, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Unmap(byte* at, nuint length);
}
