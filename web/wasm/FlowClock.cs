namespace DreamStack.Streaming.Wasm;

/// <summary>The clock of what JavaScript opens here: the system's, until it is held at a moment, as for a replay.</summary>
internal sealed class FlowClock : TimeProvider
{
    private long? _heldTicks;

    public static FlowClock Shared { get; } = new();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _heldTicks ?? System.GetElapsedTime(0).Ticks;

    public void Hold(TimeSpan at) => _heldTicks = at.Ticks;

    public void Release() => _heldTicks = null;
}
