using DreamStack.Streaming.Wire;

namespace DreamStack.Tests.Flow.Simulation;

/// <summary>What a simulated viewer was served at a moment.</summary>
internal sealed record TracePoint(double Seconds, QualityStep Step, double QueuedBytes, double QueueDelayMs);
