using DreamStack.Ahead.Metadata;

namespace DreamStack.Ahead.Emit;

/// <summary>
/// Who calls whom, and who reads the static fields of which type: static constructors run once when the module starts, each after those
/// whose fields it reads.
/// </summary>
internal sealed class Starts
{
    private readonly Dictionary<ClosedMethod, HashSet<ClosedMethod>> _calls = [];
    private readonly Dictionary<ClosedMethod, HashSet<ClosedMethod>> _touches = [];
    private readonly Dictionary<ClosedMethod, ClosedMethod> _callers = [];

    public void Calls(ClosedMethod from, ClosedMethod to)
    {
        Of(_calls, from).Add(to);
        _callers.TryAdd(to, from);
    }

    public void Touches(ClosedMethod from, ClosedMethod start)
    {
        if (from != start) Of(_touches, from).Add(start);
        _callers.TryAdd(start, from);
    }

    /// <summary>The static constructors in the order in which they run.</summary>
    public IReadOnlyList<ClosedMethod> Order(Dispatchers dispatchers)
    {
        List<ClosedMethod> order = [];
        HashSet<ClosedMethod> seen = [];
        foreach (ClosedMethod start in _touches.Values.SelectMany(t => t).Distinct().OrderBy(m => m.Id)) Visit(start);
        return order;

        void Visit(ClosedMethod start)
        {
            if (!seen.Add(start)) return;
            foreach (ClosedMethod reached in ReachedFrom(start, dispatchers))
            {
                foreach (ClosedMethod needed in _touches.GetValueOrDefault(reached, [])) Visit(needed);
            }

            order.Add(start);
        }
    }

    /// <summary>Who led to a method, for a message.</summary>
    public string WayTo(ClosedMethod method)
    {
        List<string> way = [];
        for (ClosedMethod? at = method; at is not null && way.Count < 8; at = _callers.GetValueOrDefault(at)) way.Add($"{at.Owner.Definition?.Name}.{at.Definition.Name}");
        return $"[{string.Join(" < ", way)}]";
    }

    private HashSet<ClosedMethod> ReachedFrom(ClosedMethod start, Dispatchers dispatchers)
    {
        HashSet<ClosedMethod> reached = [start];
        Queue<ClosedMethod> pending = new(reached);
        while (pending.TryDequeue(out ClosedMethod? at))
        {
            foreach (ClosedMethod next in _calls.GetValueOrDefault(at, []).Concat(dispatchers.BodiesOf(at)))
            {
                if (reached.Add(next)) pending.Enqueue(next);
            }
        }

        return reached;
    }

    private static HashSet<ClosedMethod> Of(Dictionary<ClosedMethod, HashSet<ClosedMethod>> map, ClosedMethod key)
    {
        if (!map.TryGetValue(key, out HashSet<ClosedMethod>? set)) map.Add(key, set = []);
        return set;
    }
}
