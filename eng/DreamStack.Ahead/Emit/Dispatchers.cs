using System.Globalization;
using System.Text;
using DreamStack.Ahead.Intrinsics;
using DreamStack.Ahead.Metadata;
using DreamStack.Ahead.Reading;

namespace DreamStack.Ahead.Emit;

/// <summary>
/// Functions that look at what an object is: calls of what it overrides, tests of its type, and calls through delegates. The world is
/// closed, so each is a switch over the types that are made.
/// </summary>
internal sealed class Dispatchers(ClosedWorld world)
{
    private readonly List<ClosedType> _made = [];
    private readonly List<ClosedMethod> _virtual = [];
    private readonly List<ClosedType> _tests = [];
    private readonly List<ClosedMethod> _invokers = [];
    private readonly List<ClosedMethod> _withoutTarget = [];
    private readonly Dictionary<ClosedMethod, string> _defaults = [];
    private readonly HashSet<(int Type, int Method)> _answered = [];
    private readonly Dictionary<ClosedMethod, List<(ClosedType Type, ClosedMethod Body)>> _bodies = [];

    /// <summary>Types of which there are objects.</summary>
    public IReadOnlyList<ClosedType> AllMade => _made;

    public void Made(ClosedType type)
    {
        if (!_made.Contains(type)) _made.Add(type);
    }

    public string VirtualOf(ClosedMethod method)
    {
        if (_virtual.Contains(method)) return $"v{method.CName}";
        _virtual.Add(method);
        if (Comparisons.Default(world, method) is { } text) _defaults.Add(method, text);
        return $"v{method.CName}";
    }

    public string Test(ClosedType type)
    {
        if (!_tests.Contains(type)) _tests.Add(type);
        return $"is{type.Id}";
    }

    public string InvokerOf(ClosedMethod method)
    {
        if (!_invokers.Contains(method)) _invokers.Add(method);
        return $"invoke{method.Id}";
    }

    public string WithoutTarget(ClosedMethod method)
    {
        if (!_withoutTarget.Contains(method)) _withoutTarget.Add(method);
        return $"free{method.CName}";
    }

    public IEnumerable<ClosedMethod> BodiesOf(ClosedMethod method) => _bodies.TryGetValue(method, out var bodies) ? bodies.Select(b => b.Body) : [];

    /// <summary>Asks for the bodies that objects made so far answer with.</summary>
    public void Answer()
    {
        for (int m = 0; m < _virtual.Count; m++)
        {
            for (int t = 0; t < _made.Count; t++)
            {
                ClosedMethod method = _virtual[m];
                ClosedType type = _made[t];
                if (!_answered.Add((type.Id, method.Id)) || !type.IsA(method.Owner) || world.Dispatch.Find(type, method) is not { Definition.IsAbstract: false } body) continue;
                if (!_bodies.TryGetValue(method, out var bodies)) _bodies.Add(method, bodies = []);
                bodies.Add((type, body));
                world.Function(body, null);
                foreach (ClosedType parameter in method.Parameters.Append(method.Result)) world.Declared(parameter);
            }
        }
    }

    public string Prototypes()
    {
        StringBuilder text = new();
        foreach (ClosedMethod method in _virtual) text.Append(CultureInfo.InvariantCulture, $"static {Head(method, VirtualOf(method))};\n");
        foreach (ClosedMethod method in _invokers) text.Append(CultureInfo.InvariantCulture, $"static {Head(method, InvokerOf(method))};\n");
        foreach (ClosedMethod method in _withoutTarget) text.Append(CultureInfo.InvariantCulture, $"static {Head(method, WithoutTarget(method))};\n");
        foreach (ClosedType type in _tests) text.Append(CultureInfo.InvariantCulture, $"static int {Test(type)}(ptr a0);\n");
        return text.ToString();
    }

    public string Functions()
    {
        StringBuilder text = new();
        foreach (ClosedMethod method in _virtual) Write(text, method);
        foreach (ClosedMethod method in _invokers)
        {
            string more = string.Concat(method.Parameters.Select((_, i) => $", a{i + 1}"));
            string types = string.Concat(method.Parameters.Select(p => $", {Names.Of(p)}"));
            text.Append(CultureInfo.InvariantCulture, $"static {Head(method, InvokerOf(method))}\n{{\n  Delegate *d = (Delegate *)there(a0);\n  if (d->before) {InvokerOf(method)}((ptr)d->before{more});\n  return (({Names.Of(method.Result)} (*)(ptr{types}))d->function)(d->target{more});\n}}\n");
        }

        foreach (ClosedMethod method in _withoutTarget)
        {
            text.Append(CultureInfo.InvariantCulture, $"static {Head(method, WithoutTarget(method))} {{ return {method.CName}({string.Join(", ", method.Parameters.Select((_, i) => $"a{i + 1}"))}); }}\n");
        }

        foreach (ClosedType type in _tests)
        {
            string cases = string.Concat(_made.Where(made => made.IsA(type)).Select(made => $" case {made.Id}:"));
            text.Append(CultureInfo.InvariantCulture, $"static int {Test(type)}(ptr a0) {{ if (a0) switch (((Object *)a0)->type) {{{cases} {(cases.Length > 0 ? "return 1;" : "")} }} return 0; }} // {type.Name}\n");
        }

        return text.ToString();
    }

    private static string Head(ClosedMethod method, string name) =>
        $"{Names.Of(method.Result)} {name}(ptr a0{string.Concat(method.Parameters.Select((p, i) => $", {Names.Of(p)} a{i + 1}"))})";

    private void Write(StringBuilder text, ClosedMethod method)
    {
        text.Append(CultureInfo.InvariantCulture, $"// {method}\nstatic {Head(method, VirtualOf(method))}\n{{\n{(_defaults.TryGetValue(method, out string? none) ? $"  if (!a0) return {none};\n" : "")}  switch (((Object *)there(a0))->type) {{\n");
        string more = string.Concat(method.Parameters.Select((_, i) => $", a{i + 1}"));
        foreach (IGrouping<(ClosedMethod Body, bool), (ClosedType Type, ClosedMethod Body)> same in _bodies.GetValueOrDefault(method, []).GroupBy(b => (b.Body, b.Body.Owner.IsValue)))
        {
            string cases = string.Concat(same.Select(b => $"case {b.Type.Id}: "));
            text.Append(CultureInfo.InvariantCulture, $"    {cases}{(method.Result.Shape == Shape.Void ? "" : "return ")}{same.Key.Body.CName}({(same.Key.Item2 ? "a0 + sizeof(Object)" : "a0")}{more});{(method.Result.Shape == Shape.Void ? " return;" : "")}\n");
        }

        text.Append("  }\n  fail_cast();\n}\n");
    }
}
