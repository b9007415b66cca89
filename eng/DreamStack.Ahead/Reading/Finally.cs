using Mono.Cecil.Cil;

namespace DreamStack.Ahead.Reading;

/// <summary>Ways out of a try whose finally runs first: each goes through the handlers and remembers where to go on.</summary>
internal sealed class Finally(MethodBody body, BlockMap blocks)
{
    private readonly Dictionary<ExceptionHandler, List<string>> _ways = [];

    public IEnumerable<string> Variables => _ways.Keys.Select(Variable);

    /// <summary>C that leaves from an instruction to another; <paramref name="enter"/> is told of every block on the way.</summary>
    public string Leave(Instruction from, Instruction to, Func<Block, string> enter)
    {
        string go = enter(blocks[to]);
        // From the outermost in: each handler is told to go on with the one around it.
        foreach (ExceptionHandler handler in body.ExceptionHandlers.Where(h => h.HandlerType == ExceptionHandlerType.Finally && Holds(h, from) && !Holds(h, to)).Reverse())
        {
            if (!_ways.TryGetValue(handler, out List<string>? ways)) _ways.Add(handler, ways = []);
            int way = ways.IndexOf(go);
            if (way < 0)
            {
                way = ways.Count;
                ways.Add(go);
            }

            go = $"{Variable(handler)} = {way}; {enter(blocks[handler.HandlerStart])}";
        }

        return go;
    }

    /// <summary>What stands at the end of the handler that holds an instruction; good when the whole method is read.</summary>
    public string End(Instruction at)
    {
        ExceptionHandler handler = body.ExceptionHandlers.Last(h => h.HandlerStart.Offset <= at.Offset && (h.HandlerEnd is null || at.Offset < h.HandlerEnd.Offset) && IsInnermost(h, at));
        return $"@{handler.HandlerStart.Offset}@";
    }

    /// <summary>Puts the ways in where the ends stand.</summary>
    public string Resolve(string text)
    {
        foreach ((ExceptionHandler handler, List<string> ways) in _ways)
        {
            string cases = string.Concat(ways.Select((go, i) => $"case {i}: {go} "));
            text = text.Replace($"@{handler.HandlerStart.Offset}@", $"switch ({Variable(handler)}) {{ {cases}}} __builtin_unreachable();", StringComparison.Ordinal);
        }

        return text;
    }

    private bool IsInnermost(ExceptionHandler handler, Instruction at) => !body.ExceptionHandlers.Any(other =>
        other != handler && other.HandlerStart.Offset > handler.HandlerStart.Offset && other.HandlerStart.Offset <= at.Offset && (other.HandlerEnd is null || at.Offset < other.HandlerEnd.Offset));

    private static bool Holds(ExceptionHandler handler, Instruction at) => handler.TryStart.Offset <= at.Offset && at.Offset < handler.TryEnd.Offset;

    private static string Variable(ExceptionHandler handler) => $"way{handler.HandlerStart.Offset}";
}
