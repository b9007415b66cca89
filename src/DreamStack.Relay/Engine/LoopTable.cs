namespace DreamStack.Relay.Engine;

/// <summary>Who serves which descriptor. A place holds a number of its own, so that a late event never reaches a newcomer.</summary>
internal sealed class LoopTable
{
    /// <summary>No place: what the loop keeps for itself.</summary>
    public const ulong None = ulong.MaxValue;

    private readonly List<(ILoopHandler? Handler, uint Turn)> _places = [];
    private readonly Stack<int> _free = new();

    public ulong Add(ILoopHandler handler)
    {
        if (!_free.TryPop(out int index))
        {
            index = _places.Count;
            _places.Add((null, 0));
        }

        uint turn = _places[index].Turn;
        _places[index] = (handler, turn);
        return ((ulong)turn << 32) | (uint)index;
    }

    public ILoopHandler? Find(ulong place)
    {
        (ILoopHandler? handler, uint turn) = _places[(int)(uint)place];
        return turn == place >> 32 ? handler : null;
    }

    public ILoopHandler[] All() => [.. _places.Select(place => place.Handler).OfType<ILoopHandler>()];

    public void Remove(ulong place)
    {
        if (Find(place) is null) return;
        int index = (int)(uint)place;
        _places[index] = (null, unchecked((uint)(place >> 32) + 1));
        _free.Push(index);
    }
}
