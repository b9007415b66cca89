using DreamStack.Physics.Events;

namespace DreamStack.Physics.Worlds;

public sealed partial class World
{
    /// <summary>What happened in the last step and since the one before, in order; good until the next step.</summary>
    public ReadOnlySpan<WorldEvent> Events => Log.Delivered;

    /// <summary>Is called after each step for each of its events in order; may change the world.</summary>
    public event WorldEventHandler? Happened
    {
        add => Log.Handler += value;
        remove => Log.Handler -= value;
    }

    /// <summary>Decides within the step about contacts of shapes whose surface asks before contact.</summary>
    public ContactFilter? BeforeContact
    {
        get => Log.Filter;
        set => Log.Filter = value;
    }
}
