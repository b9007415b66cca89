using DreamStack.Physics.Maths;
using DreamStack.Physics.Memory;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Events;

/// <summary>Events in the order they happened. Those of calls between two steps belong to the next step.</summary>
internal sealed unsafe class EventLog(Arena arena)
{
    private readonly ListTable<WorldEvent> _pending = new(arena, "events", isChecked: false);
    private WorldEvent[] _delivered = new WorldEvent[64];
    private int _count;

    public WorldEventHandler? Handler { get; set; }

    public ContactFilter? Filter { get; set; }

    public bool IsDelivering { get; private set; }

    public ReadOnlySpan<WorldEvent> Delivered => _delivered.AsSpan(0, _count);

    public void Raise(in WorldEvent happened) => _pending.Push(happened);

    /// <summary>Ends a step's list; returns a hash that also tells of its order.</summary>
    public ulong Close(ulong hash)
    {
        _count = _pending.Count;
        if (_delivered.Length < _count) _delivered = new WorldEvent[_count * 2];
        _pending.AsSpan().CopyTo(_delivered);
        _pending.Count = 0;
        for (int i = 0; i < _count; i++)
        {
            WorldEvent e = _delivered[i];
            ulong state = hash ^ (uint)e.Kind ^ ((ulong)(uint)e.BodyA.Index << 8) ^ ((ulong)(uint)e.BodyB.Index << 36) ^ ((ulong)(uint)e.ShapeA.Index << 18);
            hash = Random64.Next(ref state);
        }

        return hash;
    }

    /// <summary>Another state is taken on: what was delivered is of another past.</summary>
    public void Forget() => _count = 0;

    public void Deliver(World world)
    {
        if (Handler is not { } handler) return;
        IsDelivering = true;
        try
        {
            for (int i = 0; i < _count; i++) handler(world, _delivered[i]);
        }
        finally
        {
            IsDelivering = false;
        }
    }
}
