using DreamStack.App.Lockstep;

namespace DreamStack.App.Hosting;

/// <summary>
/// An app whose picture comes from a deterministic world that its receivers can run themselves. On the source's side the app steps
/// the world; on a receiver's side the messages do, and the app draws what came of them.
/// </summary>
public interface IWorldApp : IApp
{
    /// <summary>The world as a source has it.</summary>
    LockstepSource Lockstep { get; }

    /// <summary>The world as a receiver follows it.</summary>
    LockstepReceiver Follower { get; }

    /// <summary>The step that the sender of the next inputs saw; null when it did not say.</summary>
    void Saw(long? step);

    /// <summary>The follower's world has moved on: from here on <see cref="IApp.Draw"/> shows it.</summary>
    void ShowFollower();
}
