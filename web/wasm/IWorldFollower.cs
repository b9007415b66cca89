using DreamStack.App.Lockstep;

namespace DreamStack.Streaming.Wasm;

/// <summary>Runs the world of an app as its source does, and brings the app's picture to it.</summary>
internal interface IWorldFollower : IDisposable
{
    /// <summary>By machine code, and not by this runtime's interpreter.</summary>
    bool IsCompiled { get; }

    /// <summary>The step the world is at.</summary>
    uint Step { get; }

    WorldFigures Figures { get; }

    /// <summary>Takes the body of a Lockstep message; <paramref name="whole"/> for one with KEYFRAME.</summary>
    LockstepOutcome Follow(ReadOnlySpan<byte> body, bool whole);
}
