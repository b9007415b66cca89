using System.Globalization;
using System.Text;
using DreamStack.Ahead.Emit;
using DreamStack.Ahead.Metadata;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace DreamStack.Ahead.Reading;

/// <summary>One method's IL into one C function: a variable for each value that comes to lie on the stack.</summary>
internal sealed partial class MethodReader
{
    private readonly ClosedWorld _world;
    private readonly ClosedMethod _method;
    private readonly GenericScope _scope;
    private readonly BlockMap _blocks;
    private readonly Queue<Block> _pending = new();
    private readonly Dictionary<string, string> _merged = [];
    private readonly Finally _finally;
    private readonly ClosedType[] _locals;
    private List<Operand> _stack = [];
    private Block _block;
    private int _next;
    private ClosedType? _constraint;

    public MethodReader(ClosedWorld world, ClosedMethod method)
    {
        _world = world;
        _method = method;
        _scope = GenericScope.Of(method);
        MethodBody body = method.Definition.Body;
        body.SimplifyMacros();
        _blocks = new BlockMap(body);
        _finally = new Finally(body, _blocks);
        _locals = [.. body.Variables.Select(v => Close(v.VariableType))];
        _block = _blocks[body.Instructions[0]];
    }

    private StringBuilder Out => _block.Text;

    public string Read()
    {
        Enter(_block, []);
        while (_pending.TryDequeue(out Block? block))
        {
            _block = block;
            _stack = [.. block.Entry!];
            if (block.IsDoomed) Fail(block);
            else ReadBlock(block);
        }

        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"// {_method}\n{Signature(_method)}\n{{\n");
        for (int i = 0; i < _locals.Length; i++) text.Append(CultureInfo.InvariantCulture, $"  {Names.Of(_locals[i])} l{i}{Zero(_locals[i])};\n");
        foreach ((string name, string type) in _merged) text.Append(CultureInfo.InvariantCulture, $"  {type} {name};\n");
        foreach (string variable in _finally.Variables) text.Append(CultureInfo.InvariantCulture, $"  int {variable};\n");
        text.Append(CultureInfo.InvariantCulture, $"  goto {_blocks.All.First().Label};\n");
        foreach (Block block in _blocks.All.Where(b => b.IsRead)) text.Append(CultureInfo.InvariantCulture, $" {block.Label}:;\n{block.Text}");
        return _finally.Resolve(text.Append("}\n").ToString());
    }

    public static string Signature(ClosedMethod method)
    {
        List<string> parameters = [.. method.Parameters.Select((p, i) => $"{Names.Of(p)} a{(method.IsStatic ? i : i + 1)}")];
        if (!method.IsStatic) parameters.Insert(0, "ptr a0");
        string inlined = method.Definition.AggressiveInlining ? "INLINE " : "static ";
        return $"{inlined}{Names.Of(method.Result)} {method.CName}({(parameters.Count == 0 ? "void" : string.Join(", ", parameters))})";
    }

    private static string Zero(ClosedType type) => type.Shape is Shape.Struct or Shape.Vector ? " = {0}" : " = 0";

    private ClosedType Close(TypeReference type)
    {
        ClosedType closed = _world.Universe.Close(type, _scope);
        _world.Declared(closed);
        return closed;
    }

    private void ReadBlock(Block block)
    {
        for (Instruction? at = block.First; at is not null; at = at.Next)
        {
            if (at != block.First && _blocks.Begins(at))
            {
                Go(_blocks[at]);
                return;
            }

            try
            {
                if (!ReadInstruction(at)) return;
            }
            catch (UntranslatableException e)
            {
                throw new UntranslatableException($"{_method}, {at}: {e.Message}");
            }
        }
    }

    // The stack crosses in variables that have their depth and type for a name.
    private string Enter(Block target, List<Operand> stack)
    {
        StringBuilder moves = new();
        for (int i = 0; i < stack.Count; i++)
        {
            Operand into = target.Entry is { } entry ? entry[i] : stack[i];
            string name = $"s{i}_{(into.Kind == StackKind.Value ? Names.Of(into.Type!) : into.Kind)}";
            _merged.TryAdd(name, Names.Of(into));
            if (name != stack[i].Text) moves.Append(CultureInfo.InvariantCulture, $"{name} = {Converted(stack[i], into)}; ");
        }

        target.Entry ??= [.. stack.Select((s, i) => s.Plain($"s{i}_{(s.Kind == StackKind.Value ? Names.Of(s.Type!) : s.Kind)}"))];
        if (!target.IsRead)
        {
            target.IsRead = true;
            _pending.Enqueue(target);
        }

        return $"{moves}goto {target.Label};";
    }

    private static string Converted(Operand from, Operand to) => (from.Kind, to.Kind) switch
    {
        (StackKind.Int32, StackKind.Pointer) => $"(ptr)(uintptr_t){from.Text}",
        (StackKind.Pointer, StackKind.Int32) => $"(int32_t)(uintptr_t){from.Text}",
        _ => from.Text,
    };

    private void Go(Block target) => Say(Enter(target, _stack));

    private void Say(string statement) => Out.Append("  ").Append(statement).Append('\n');

    private void Fail(Block block)
    {
        string? text = null, type = null;
        for (Instruction? at = block.First; at is not null && text is null; at = at.Next)
        {
            if (at.OpCode.Code == Code.Ldstr) text = (string)at.Operand;
            if (at.OpCode.Code == Code.Newobj && ((MethodReference)at.Operand).DeclaringType.Name.EndsWith("Exception", StringComparison.Ordinal)) type ??= ((MethodReference)at.Operand).DeclaringType.Name;
            if (at.OpCode.Code == Code.Throw || (at.OpCode.FlowControl == FlowControl.Branch)) break;
        }

        Fail($"{type ?? "An error"} in {_method.Owner.Definition?.Name}.{_method.Definition.Name}{(text is null ? "" : $": {text}")}");
    }

    private void Fail(string what) => Say($"fail({Literal(what)});");

    private static string Literal(string text) => $"\"{string.Concat(Encoding.UTF8.GetBytes(text).Select(b => b is < 32 or > 126 or (byte)'"' or (byte)'\\' or (byte)'?' ? $"\\{System.Convert.ToString(b, 8).PadLeft(3, '0')}" : ((char)b).ToString()))}\"";

    private void Push(Operand operand) => _stack.Add(operand);

    /// <summary>Works a value out now, into a variable of its own.</summary>
    private void Push(string text, StackKind kind, ClosedType? type = null)
    {
        string name = $"t{_next++}";
        if (type is not null) _world.Declared(type);
        Say($"{Names.Of(kind, type)} {name} = {text};");
        _stack.Add(new Operand(name, kind, type));
    }

    private void Push(string text, ClosedType type) => Push(text, Names.KindOf(type), type);

    private Operand Pop()
    {
        if (_stack.Count == 0) throw new UntranslatableException("The stack is empty.");
        Operand top = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    private Operand[] Pop(int count)
    {
        Operand[] top = [.. _stack.Skip(_stack.Count - count)];
        _stack.RemoveRange(_stack.Count - count, count);
        return top;
    }

    /// <summary>A value as it is stored in a place of a type.</summary>
    private static string As(Operand value, ClosedType type) => (value.Kind, Names.KindOf(type)) switch
    {
        (StackKind.Int32, StackKind.Pointer) => $"(ptr)(uintptr_t){value.Text}",
        (StackKind.Pointer, StackKind.Int32) => $"(int32_t)(uintptr_t){value.Text}",
        (StackKind.Value, _) => value.Text,
        (_, StackKind.Pointer) => value.Text,
        _ => $"({Names.Of(type)}){value.Text}",
    };
}
