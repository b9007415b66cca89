namespace DreamStack.Relay.Telemetry;

/// <summary>How a viewer fares.</summary>
/// <param name="Reason">Why it is slow.</param>
/// <param name="Words">The same for a person; empty when it is not.</param>
internal readonly record struct ViewerState(SlowReason Reason, string Words);
