using DreamStack.Streaming.Wire;

namespace DreamStack.Tests.App.Hosting;

/// <summary>One message of the source, as its peer saw it.</summary>
internal sealed record SentMessage(
    TimeSpan At, FrameType Type, bool Keyframe, int Length, IReadOnlyList<(uint Viewer, uint Input)> Causes, string Text);
