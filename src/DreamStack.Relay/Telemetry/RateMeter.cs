namespace DreamStack.Relay.Telemetry;

/// <summary>How much came in a second, averaged over the last two; safe from any thread.</summary>
internal sealed class RateMeter(TimeProvider time)
{
    private const int Slots = 8;
    private const int SlotMs = 250;
    private readonly Lock _gate = new();
    private readonly long[] _amounts = new long[Slots];
    private readonly long _began = time.GetTimestamp();
    private long _slot;

    public double PerSecond
    {
        get
        {
            lock (_gate)
            {
                Turn();
                return _amounts.Sum() * 1000.0 / (Slots * SlotMs);
            }
        }
    }

    public void Add(long amount)
    {
        lock (_gate)
        {
            Turn();
            _amounts[_slot % Slots] += amount;
        }
    }

    private void Turn()
    {
        long now = (long)(time.GetElapsedTime(_began).TotalMilliseconds / SlotMs);
        for (int i = 0; i < Slots && _slot < now; i++) _amounts[++_slot % Slots] = 0;
        // After a pause longer than the window every slot is empty already: only the number has to catch up.
        if (_slot < now)
        {
            Array.Clear(_amounts);
            _slot = now;
        }
    }
}
