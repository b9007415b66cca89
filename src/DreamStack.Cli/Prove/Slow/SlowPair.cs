using DreamStack.Cli.Prove.Stage;

namespace DreamStack.Cli.Prove.Slow;

/// <summary>The two that nobody else is to notice.</summary>
internal sealed class SlowPair : IAsyncDisposable
{
    private SlowPair(ProofViewer slow, FrozenViewer frozen) => (Slow, Frozen) = (slow, frozen);

    public ProofViewer Slow { get; }

    public FrozenViewer Frozen { get; }

    /// <summary>Narrows the poor link and lets both join.</summary>
    public static SlowPair Start(SlowScene scene, TimeProvider time)
    {
        scene.Path.Narrow();
        SlowPair pair = new(scene.Slow(), new FrozenViewer(scene.FrozenAddress, scene.ClosedAsTooSlowAsync, time));
        pair.Slow.Start();
        pair.Frozen.Start();
        return pair;
    }

    public async ValueTask DisposeAsync()
    {
        await Slow.DisposeAsync();
        await Frozen.DisposeAsync();
    }
}
