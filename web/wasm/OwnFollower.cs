using DreamStack.App.Hosting;
using DreamStack.App.Lockstep;

namespace DreamStack.Streaming.Wasm;

/// <summary>The world in this runtime: where there is no module for it.</summary>
internal sealed class OwnFollower(IWorldApp app) : IWorldFollower
{
    public bool IsCompiled => false;

    public uint Step => (uint)(app.Follower.Timeline?.Now ?? 0);

    public WorldFigures Figures => new(app.Follower.Checked, app.Follower.Diverged, app.Follower.RolledBack, app.Follower.Keyframes);

    public LockstepOutcome Follow(ReadOnlySpan<byte> body, bool whole)
    {
        LockstepOutcome outcome = app.Follower.Take(body, whole);
        if (outcome == LockstepOutcome.InStep) app.ShowFollower();
        return outcome;
    }

    public void Dispose()
    {
    }
}
