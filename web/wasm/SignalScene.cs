using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DreamStack.App.Demos;
using DreamStack.App.Hosting;
using DreamStack.App.Lockstep;
using DreamStack.App.Scene;

namespace DreamStack.Streaming.Wasm;

/// <summary>The app of a stream, drawn here from its signals alone.</summary>
internal sealed class SignalScene
{
    private readonly DisplayList _list = new();
    private IApp? _app;
    private string _name = "";
    private IWorldFollower? _follower;

    /// <summary>The signals that follow belong to this app.</summary>
    public void Open(string name)
    {
        if (name == _name) return;
        _name = name;
        _app = DemoApps.Create(name);
        _follower?.Dispose();
        _follower = null;
    }

    /// <summary>False for bytes that are no state of this app; an app nobody knows here takes any.</summary>
    public bool Apply(ReadOnlySpan<byte> json, bool sync) => _app is null || _app.State.Apply(json, sync);

    /// <summary>False for bytes that are no records of this app; an app nobody knows here takes any.</summary>
    public bool ApplyTable(ReadOnlySpan<byte> body) => _app is null || (_app is ITableApp app && app.ApplyTable(body));

    /// <summary>Follows the world that is run here; null until a message of it came, and for an app without one.</summary>
    public IWorldFollower? Follower => _follower;

    /// <summary>Runs the world here as the source did.</summary>
    public LockstepOutcome Follow(ReadOnlySpan<byte> body, bool whole)
    {
        if (_app is not IWorldApp app) return LockstepOutcome.Invalid;
        // A module may have come since: with a whole state it takes over.
        if ((whole || _follower is null) && _follower is not ModuleFollower && ModuleFollower.TryOpen(_name, app) is { } module) _follower = module;
        _follower ??= new OwnFollower(app);
        return _follower.Follow(body, whole);
    }

    /// <summary>Fills the list; how many words it has, 0 without an app.</summary>
    public int Draw()
    {
        if (_app is null) return 0;
        _list.Reset();
        _app.Draw(_list);
        return _list.Words.Length;
    }

    /// <summary>Where the words lie (0), the text (1), its length (2), the picture's width (3) and height (4).</summary>
    public unsafe int Part(int part) => part switch
    {
        0 => (int)(nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(_list.Words)),
        1 => (int)(nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(_list.Text)),
        2 => _list.Text.Length,
        3 => _app?.Width ?? 0,
        _ => _app?.Height ?? 0,
    };
}
