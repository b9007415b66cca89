using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.JavaScript;
using DreamStack.App.Hosting;
using DreamStack.App.Lockstep;

namespace DreamStack.Streaming.Wasm;

/// <summary>The world in a module of its own, translated ahead of time: what moved comes back as the records of a SignalTable.</summary>
internal sealed partial class ModuleFollower : IWorldFollower
{
    private readonly PinnedBytes _table = new();
    private readonly ITableApp _app;
    private readonly int _world;

    private ModuleFollower(ITableApp app, int world)
    {
        _app = app;
        _world = world;
    }

    public bool IsCompiled => true;

    public uint Step => (uint)Now(_world);

    public WorldFigures Figures => new((long)Figure(_world, 0), (long)Figure(_world, 1), (long)Figure(_world, 2), (long)Figure(_world, 3));

    /// <summary>Null when there is no module for the app, or none yet.</summary>
    public static ModuleFollower? TryOpen(string name, IWorldApp app) =>
        app is ITableApp table && Open(name) is > 0 and int world ? new ModuleFollower(table, world) : null;

    public unsafe LockstepOutcome Follow(ReadOnlySpan<byte> body, bool whole)
    {
        LockstepOutcome outcome = (LockstepOutcome)Take(_world, (int)(nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(body)), body.Length, whole);
        int length = outcome == LockstepOutcome.InStep ? TableLength(_world) : 0;
        if (length == 0) return outcome;
        _table.Take(length);
        CopyTable(_world, _table.Pointer);
        return _app.ApplyTable(_table.Written) ? outcome : LockstepOutcome.Invalid;
    }

    public void Dispose() => Close(_world);

    [JSImport("open", "follower")]
    private static partial int Open(string app);

    [JSImport("close", "follower")]
    private static partial void Close(int world);

    [JSImport("take", "follower")]
    private static partial int Take(int world, int body, int length, bool whole);

    [JSImport("tableLength", "follower")]
    private static partial int TableLength(int world);

    [JSImport("copyTable", "follower")]
    private static partial void CopyTable(int world, int to);

    [JSImport("now", "follower")]
    private static partial double Now(int world);

    [JSImport("figure", "follower")]
    private static partial double Figure(int world, int which);
}
