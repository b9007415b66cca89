using System.Globalization;
using System.Text;
using DreamStack.Ahead.Intrinsics;
using DreamStack.Ahead.Metadata;
using DreamStack.Ahead.Reading;
using Mono.Cecil;

namespace DreamStack.Ahead.Emit;

/// <summary>Everything that the exported methods lead to: it grows while methods are read, until nothing new is asked for.</summary>
internal sealed class ClosedWorld
{
    private readonly Queue<ClosedMethod> _pending = new();
    private readonly Dictionary<ClosedMethod, string> _bodies = [];
    private readonly Dictionary<string, string> _strings = [];
    private readonly Dictionary<FieldDefinition, string> _data = [];
    private readonly Dictionary<string, ClosedType> _statics = [];
    private readonly StringBuilder _constants = new();

    public ClosedWorld(Universe universe)
    {
        Universe = universe;
        Dispatch = new Dispatch(universe);
        Object = universe.CoreType("System.Object");
        Dispatchers = new Dispatchers(this);
    }

    public Universe Universe { get; }

    public Dispatch Dispatch { get; }

    public ClosedType Object { get; }

    public Layouts Layouts { get; } = new();

    public Dispatchers Dispatchers { get; }

    public Starts Starts { get; } = new();

    /// <summary>Why the translation is no good; empty when it is.</summary>
    public List<string> Errors { get; } = [];

    public IReadOnlyDictionary<ClosedMethod, string> Bodies => _bodies;

    public string Constants => _constants.ToString();

    /// <summary>Static fields by their names in C.</summary>
    public IReadOnlyDictionary<string, ClosedType> Statics => _statics;

    /// <summary>Reads what waits until nothing does.</summary>
    public void ReadAll()
    {
        do
        {
            while (_pending.TryDequeue(out ClosedMethod? method)) Read(method);
            Dispatchers.Answer();
        }
        while (_pending.Count > 0);
    }

    public string Function(ClosedMethod method, ClosedMethod? from)
    {
        if (from is not null) Starts.Calls(from, method);
        if (_bodies.TryAdd(method, "")) _pending.Enqueue(method);
        return method.CName;
    }

    public string VirtualOf(ClosedMethod method, ClosedMethod? from)
    {
        if (from is not null) Starts.Calls(from, method);
        return Dispatchers.VirtualOf(method);
    }

    public string InvokerOf(ClosedMethod method) => Dispatchers.InvokerOf(method);

    public string WithoutTarget(ClosedMethod method, ClosedMethod from)
    {
        Function(method, from);
        return Dispatchers.WithoutTarget(method);
    }

    public string Test(ClosedType type) => Dispatchers.Test(type);

    public string Declared(ClosedType type)
    {
        if (type.Shape == Shape.Struct) Layouts.Declare(this, type);
        return Names.Of(type);
    }

    public string DeclaredObject(ClosedType type)
    {
        Layouts.DeclareObject(this, type);
        return Names.OfObject(type);
    }

    public string New(ClosedType type, bool boxed)
    {
        Dispatchers.Made(type);
        string size = boxed ? $"sizeof(Object) + sizeof({Declared(type)})" : type.IsDelegate ? "sizeof(Delegate)" : $"sizeof({DeclaredObject(type)})";
        return $"make({type.Id}, {size})";
    }

    public string NewArray(ClosedType array, string length)
    {
        Dispatchers.Made(array);
        return $"make_array({array.Id}, {length}, sizeof({Declared(array.Element!)}))";
    }

    public string NewString(string length)
    {
        ClosedType type = Universe.CoreType("System.String");
        Dispatchers.Made(type);
        return $"make_string({type.Id}, {length})";
    }

    public string StringNamed(string text)
    {
        if (_strings.TryGetValue(text, out string? known)) return known;
        ClosedType type = Universe.CoreType("System.String");
        Dispatchers.Made(type);
        string name = $"text{_strings.Count}";
        _constants.Append(CultureInfo.InvariantCulture, $"static const struct {{ Object head; int32_t length; uint16_t all[{text.Length + 1}]; }} {name} = {{ {{ {type.Id}, 0 }}, {text.Length}, {{ {string.Join(", ", text.Select(c => (int)c).Append(0))} }} }};\n");
        return _strings[text] = $"((ptr)&{name})";
    }

    public string DataOf(FieldDefinition field)
    {
        if (_data.TryGetValue(field, out string? known)) return known;
        string name = $"data{_data.Count}";
        _constants.Append(CultureInfo.InvariantCulture, $"static const uint8_t {name}[{field.InitialValue.Length}] __attribute__((aligned(16))) = {{ {string.Join(", ", field.InitialValue)} }};\n");
        return _data[field] = name;
    }

    public string StaticOf(ClosedType owner, FieldDefinition field, ClosedType type, ClosedMethod from)
    {
        string name = $"g{owner.Id}_{NameOf(field)}";
        Declared(type);
        _statics.TryAdd(name, type);
        if (owner.Definition!.Methods.FirstOrDefault(m => m.IsConstructor && m.IsStatic) is { } starter)
        {
            ClosedMethod start = Universe.Close(starter, owner, []);
            Function(start, null);
            Starts.Touches(from, start);
        }

        return name;
    }

    public static string NameOf(FieldDefinition field) => $"{ClosedMethod.Sanitized(field.Name)}_{field.DeclaringType.Fields.IndexOf(field)}";

    private void Read(ClosedMethod method)
    {
        try
        {
            foreach (ClosedType type in method.Parameters.Append(method.Result)) Declared(type);
            if (method.Definition.IsPInvokeImpl) return;
            if (Intrinsic.Find(method, method) is { } intrinsic)
            {
                string text = intrinsic.Write(this, method, [.. Enumerable.Range(0, method.Parameters.Length + (method.IsStatic ? 0 : 1)).Select(i => $"a{i}")]);
                _bodies[method] = $"{MethodReader.Signature(method)} {{ {(method.Result.Shape == Shape.Void ? "" : "return ")}{text}; }}\n";
                return;
            }

            if (!method.Definition.HasBody) throw new UntranslatableException($"{method} has no body and no C that stands for it.");
            MethodReader reader = new(this, method);
            _bodies[method] = reader.Read();
        }
        catch (UntranslatableException e)
        {
            Errors.Add($"{e.Message} {Starts.WayTo(method)}");
        }
    }
}
