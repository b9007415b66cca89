using DreamStack.Ahead.Metadata;
using DreamStack.Ahead.Reading;

namespace DreamStack.Ahead.Intrinsics;

/// <summary>Vectors of 16 and 32 bytes as the C compiler's own, which it makes WebAssembly's of.</summary>
internal static class Vectors
{
    private const string Space = "System.Runtime.Intrinsics";

    public static Intrinsic? Find(ClosedMethod method, ClosedMethod from)
    {
        ClosedType owner = method.Owner;
        if (owner.Definition?.Namespace is not (Space or Space + ".X86" or Space + ".Arm" or Space + ".Wasm") && owner.Definition?.DeclaringType?.Namespace != Space + ".X86" && owner.Definition?.DeclaringType?.Namespace != Space + ".Arm") return null;
        string name = method.Definition.Name;
        if (name == "get_IsSupported" && owner.Definition.Namespace != Space) return Known(0);
        if (name == "get_IsSupported") return Known(owner.Shape == Shape.Vector && owner.Lane!.Shape is >= Shape.Int8 and <= Shape.Double ? 1 : 0);
        if (name == "get_IsHardwareAccelerated") return Known(owner.Definition.Name == "Vector128" && !IsOfRuntime(from) ? 1 : 0);
        ClosedType? vector = owner.Shape == Shape.Vector ? owner : method.Parameters.Append(method.Result).FirstOrDefault(p => p.Shape == Shape.Vector);
        if (vector is null) return null;
        if (name is "get_Count") return Known(vector.Size / vector.Lane!.Size);
        return new Intrinsic((_, m, a) => Write(m, vector, name, !m.IsStatic ? [$"(*({Names.Of(vector)} *){a[0]})", .. a[1..]] : a));
    }

    // What the runtime does with vectors it can do without: fewer operations need to be known.
    private static bool IsOfRuntime(ClosedMethod method) => method.Definition.Module.Name.StartsWith("System.", StringComparison.Ordinal);

    private static Intrinsic Known(long value) => new((_, _, _) => "", (_, _) => Operand.Number(value));

    private static string Write(ClosedMethod method, ClosedType vector, string name, string[] a)
    {
        string v = Names.Of(vector), bits = Names.OfVector(vector, Bits(vector.Lane!)), result = Names.Of(method.Result);
        string lane = Names.Of(vector.Lane!);
        return name switch
        {
            "op_Addition" or "Add" => $"({a[0]} + {a[1]})",
            "op_Subtraction" or "Subtract" => $"({a[0]} - {a[1]})",
            "op_Multiply" or "Multiply" => $"({Lane(method, 0, a[0], v)} * {Lane(method, 1, a[1], v)})",
            "op_Division" or "Divide" => $"({a[0]} / {Lane(method, 1, a[1], v)})",
            "op_UnaryNegation" or "Negate" => $"(-{a[0]})",
            "op_BitwiseAnd" or "BitwiseAnd" => $"(({v})(({bits}){a[0]} & ({bits}){a[1]}))",
            "op_BitwiseOr" or "BitwiseOr" => $"(({v})(({bits}){a[0]} | ({bits}){a[1]}))",
            "op_ExclusiveOr" or "Xor" => $"(({v})(({bits}){a[0]} ^ ({bits}){a[1]}))",
            "op_OnesComplement" or "OnesComplement" => $"(({v})~({bits}){a[0]})",
            "AndNot" => $"(({v})(({bits}){a[0]} & ~({bits}){a[1]}))",
            "op_LeftShift" or "ShiftLeft" => $"({a[0]} << ({a[1]} & {(vector.Lane!.Size * 8) - 1}))",
            "op_RightShift" or "ShiftRightArithmetic" => $"({a[0]} >> ({a[1]} & {(vector.Lane!.Size * 8) - 1}))",
            "op_UnsignedRightShift" or "ShiftRightLogical" => $"(({v})(({bits}){a[0]} >> ({a[1]} & {(vector.Lane!.Size * 8) - 1})))",
            "GreaterThan" => $"(({v})({a[0]} > {a[1]}))",
            "GreaterThanOrEqual" => $"(({v})({a[0]} >= {a[1]}))",
            "LessThan" => $"(({v})({a[0]} < {a[1]}))",
            "LessThanOrEqual" => $"(({v})({a[0]} <= {a[1]}))",
            "Equals" => $"(({v})({a[0]} == {a[1]}))",
            "GreaterThanAll" => All($"{a[0]} > {a[1]}", bits, vector),
            "GreaterThanOrEqualAll" => All($"{a[0]} >= {a[1]}", bits, vector),
            "LessThanAll" => All($"{a[0]} < {a[1]}", bits, vector),
            "LessThanOrEqualAll" => All($"{a[0]} <= {a[1]}", bits, vector),
            "EqualsAll" => All($"{a[0]} == {a[1]}", bits, vector),
            "ConditionalSelect" => $"SELECT({v}, {a[0]}, {bits}, {a[1]}, {a[2]})",
            "Abs" when vector.Lane!.Shape == Shape.Single => $"(({v})(({bits}){a[0]} & 0x7fffffffu))",
            "Sqrt" => $"({{ {v} q_ = {a[0]}; for (int i_ = 0; i_ < {vector.Size / vector.Lane!.Size}; i_++) q_[i_] = {(vector.Lane.Shape == Shape.Single ? "__builtin_sqrtf" : "__builtin_sqrt")}(q_[i_]); q_; }})",
            "Create" or "CreateScalar" => Create(method, a, v, lane),
            "Load" or "LoadUnsafe" when a.Length == 1 => $"READ({v}, {a[0]})",
            "LoadUnsafe" => $"READ({v}, {a[0]} + (uint32_t){a[1]} * sizeof({lane}))",
            "Store" or "StoreUnsafe" when a.Length == 2 => $"WRITE({v}, {a[1]}, {a[0]})",
            "StoreUnsafe" => $"WRITE({v}, {a[1]} + (uint32_t){a[2]} * sizeof({lane}), {a[0]})",
            "get_Zero" => $"(({v}){{0}})",
            "get_AllBitsSet" => $"(~({v}){{0}})",
            "get_Item" or "GetElement" => $"{a[0]}[{a[1]}]",
            "ToScalar" => $"{a[0]}[0]",
            "WithElement" => $"({{ {v} w_ = {a[0]}; w_[{a[1]}] = {a[2]}; w_; }})",
            "GetLower" => $"READ({result}, &(({v}[]){{{a[0]}}})[0])",
            "GetUpper" => $"READ({result}, (ptr)&(({v}[]){{{a[0]}}})[0] + 16)",
            _ when name.StartsWith("As", StringComparison.Ordinal) => $"(({result}){a[0]})",
            _ => throw new UntranslatableException($"{method} is no vector operation that is known."),
        };
    }

    private static string All(string compared, string bits, ClosedType vector) =>
        $"({{ {bits} q_ = ({bits})({compared}); int all_ = 1; for (int i_ = 0; i_ < {vector.Size / vector.Lane!.Size}; i_++) all_ &= q_[i_] != 0; all_; }})";

    private static string Create(ClosedMethod method, string[] a, string v, string lane)
    {
        if (a.Length == 2 && method.Parameters[0].Shape == Shape.Vector) return $"({{ {Names.Of(method.Result)} c_; {Names.Of(method.Parameters[0])} h_[2] = {{{a[0]}, {a[1]}}}; __builtin_memcpy(&c_, h_, sizeof c_); c_; }})";
        if (method.Definition.Name == "CreateScalar") return $"(({v}){{{a[0]}}})";
        return a.Length == 1 ? Splat(a[0], v, lane, method.Result) : $"(({v}){{{string.Join(", ", a.Select(x => $"({lane}){x}"))}}})";
    }

    // A number among vectors stands in every lane.
    private static string Lane(ClosedMethod method, int parameter, string text, string v) => method.Parameters[parameter].Shape == Shape.Vector ? text : Splat(text, v, Names.Of(method.Parameters[parameter]), method.Result);

    private static string Splat(string text, string v, string lane, ClosedType vector) => $"({{ {lane} x_ = {text}; ({v}){{{string.Join(", ", Enumerable.Repeat("x_", vector.Size / vector.Lane!.Size))}}}; }})";

    private static Shape Bits(ClosedType lane) => lane.Size switch { 1 => Shape.UInt8, 2 => Shape.UInt16, 4 => Shape.UInt32, _ => Shape.UInt64 };
}
