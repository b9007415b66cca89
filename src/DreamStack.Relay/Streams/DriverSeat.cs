namespace DreamStack.Relay.Streams;

/// <summary>Who drives a stream: the viewer whose press came last, the first one until then, nobody when all have left.</summary>
internal sealed class DriverSeat
{
    private readonly List<uint> _waiting = [];

    /// <summary>The driver's id.</summary>
    public uint? Driver { get; private set; }

    /// <summary>True when the driver changed.</summary>
    public bool Join(uint viewer)
    {
        _waiting.Add(viewer);
        return Driver is null && Seat(viewer);
    }

    /// <summary>True when the driver changed.</summary>
    public bool Press(uint viewer) => Driver != viewer && Seat(viewer);

    /// <summary>True when the driver changed: the one who has waited longest takes over.</summary>
    public bool Leave(uint viewer)
    {
        _waiting.Remove(viewer);
        return Driver == viewer && Seat(_waiting.Count > 0 ? _waiting[0] : null);
    }

    private bool Seat(uint? viewer)
    {
        Driver = viewer;
        return true;
    }
}
