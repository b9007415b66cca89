using DreamStack.Ahead.Metadata;
using Mono.Cecil.Cil;

namespace DreamStack.Ahead.Reading;

/// <summary>Sums, comparisons and conversions, with .NET's meaning where C has none.</summary>
internal sealed partial class MethodReader
{
    private bool ReadArithmetic(Instruction at)
    {
        switch (at.OpCode.Code)
        {
            case Code.Add: Sum("+"); return true;
            case Code.Sub: Difference(); return true;
            case Code.Mul: Sum("*"); return true;
            case Code.And: Bitwise("&", (a, b) => a & b); return true;
            case Code.Or: Bitwise("|", (a, b) => a | b); return true;
            case Code.Xor: Bitwise("^", (a, b) => a ^ b); return true;
            case Code.Div: Divide("div", "/", unsigned: false); return true;
            case Code.Rem: Divide("rem", null, unsigned: false); return true;
            case Code.Div_Un: Divide("div", null, unsigned: true); return true;
            case Code.Rem_Un: Divide("rem", null, unsigned: true); return true;
            case Code.Shl: Shift("<<", unsigned: true); return true;
            case Code.Shr: Shift(">>", unsigned: false); return true;
            case Code.Shr_Un: Shift(">>", unsigned: true); return true;
            case Code.Neg: Negate(); return true;
            case Code.Not: Operand not = Pop(); Push($"~{not.Text}", not.Kind); return true;
            case Code.Add_Ovf: Checked("add", unsigned: false); return true;
            case Code.Add_Ovf_Un: Checked("add", unsigned: true); return true;
            case Code.Sub_Ovf: Checked("sub", unsigned: false); return true;
            case Code.Sub_Ovf_Un: Checked("sub", unsigned: true); return true;
            case Code.Mul_Ovf: Checked("mul", unsigned: false); return true;
            case Code.Mul_Ovf_Un: Checked("mul", unsigned: true); return true;
            case Code.Ceq or Code.Cgt or Code.Cgt_Un or Code.Clt or Code.Clt_Un:
                Operand right = Pop(), left = Pop();
                PushComparison(left, right, at.OpCode.Code);
                return true;
            default: return false;
        }
    }

    private void Sum(string sign)
    {
        Operand b = Pop(), a = Pop();
        if (a.Kind == StackKind.Pointer && sign == "+") Push($"{a.Text} + {Offset(b)}", StackKind.Pointer);
        else if (b.Kind == StackKind.Pointer && sign == "+") Push($"{b.Text} + {Offset(a)}", StackKind.Pointer);
        else Push(Wrapped(a, sign, b), Common(a, b));
    }

    private void Difference()
    {
        Operand b = Pop(), a = Pop();
        if (a.Kind == StackKind.Pointer && b.Kind == StackKind.Pointer) Push($"(int32_t)((uintptr_t){a.Text} - (uintptr_t){b.Text})", StackKind.Int32);
        else if (a.Kind == StackKind.Pointer) Push($"{a.Text} - {Offset(b)}", StackKind.Pointer);
        else Push(Wrapped(a, "-", b), Common(a, b));
    }

    private static string Offset(Operand b) => b.Kind == StackKind.Pointer ? $"(int32_t)(uintptr_t){b.Text}" : b.Text;

    private static string Number(Operand a) => a.Kind == StackKind.Pointer ? $"(int32_t)(uintptr_t){a.Text}" : a.Text;

    private static StackKind Common(Operand a, Operand b) => (a.Kind, b.Kind) switch
    {
        (StackKind.Double, _) or (_, StackKind.Double) => StackKind.Double,
        (StackKind.Single, _) or (_, StackKind.Single) => StackKind.Single,
        (StackKind.Int64, _) or (_, StackKind.Int64) => StackKind.Int64,
        (StackKind.Value, _) => throw new UntranslatableException("A sum of structs."),
        _ => StackKind.Int32,
    };

    private static string Wrapped(Operand a, string sign, Operand b) => Common(a, b) switch
    {
        StackKind.Int32 => $"(int32_t)((uint32_t){Number(a)} {sign} (uint32_t){Number(b)})",
        StackKind.Int64 => $"(int64_t)((uint64_t){a.Text} {sign} (uint64_t){b.Text})",
        _ => $"{a.Text} {sign} {b.Text}",
    };

    private void Bitwise(string sign, Func<long, long, long> known)
    {
        Operand b = Pop(), a = Pop();
        if (a.Constant is { } x && b.Constant is { } y && a.Kind == StackKind.Int32) Push(Operand.Number((int)known(x, y)));
        else Push($"{Number(a)} {sign} {Number(b)}", Common(a, b));
    }

    private void Divide(string name, string? sign, bool unsigned)
    {
        Operand b = Pop(), a = Pop();
        StackKind kind = Common(a, b);
        if (kind is StackKind.Single or StackKind.Double)
        {
            if (sign is null) throw new UntranslatableException("The rest of a division of floats.");
            Push($"{a.Text} {sign} {b.Text}", kind);
            return;
        }

        Push($"{name}_{(unsigned ? "u" : "i")}{(kind == StackKind.Int64 ? 8 : 4)}({Number(a)}, {Number(b)})", kind);
    }

    private void Shift(string sign, bool unsigned)
    {
        Operand by = Pop(), a = Pop();
        bool wide = a.Kind == StackKind.Int64;
        string type = $"{(unsigned ? "u" : "")}int{(wide ? 64 : 32)}_t", result = wide ? "int64_t" : "int32_t";
        Push($"({result})(({type}){Number(a)} {sign} ({Number(by)} & {(wide ? 63 : 31)}))", wide ? StackKind.Int64 : StackKind.Int32);
    }

    private void Negate()
    {
        Operand a = Pop();
        Push(a.Kind switch
        {
            StackKind.Int64 => $"(int64_t)(0u - (uint64_t){a.Text})",
            StackKind.Single or StackKind.Double => $"-({a.Text})",
            _ => $"(int32_t)(0u - (uint32_t){Number(a)})",
        }, a.Kind == StackKind.Pointer ? StackKind.Int32 : a.Kind);
    }

    private void Checked(string name, bool unsigned)
    {
        Operand b = Pop(), a = Pop();
        StackKind kind = Common(a, b);
        string result = kind == StackKind.Int64 ? "int64_t" : "int32_t";
        Push($"({result}){name}_{(unsigned ? "u" : "i")}{(kind == StackKind.Int64 ? 8 : 4)}({Number(a)}, {Number(b)})", kind);
    }

    private void PushComparison(Operand a, Operand b, Code code)
    {
        if (a.Constant is { } x && b.Constant is { } y)
        {
            Push(Operand.Number(Known(x, y, code) ? 1 : 0));
            return;
        }

        Push(Comparison(a, b, code), StackKind.Int32);
    }

    private static bool Known(long a, long b, Code code) => code switch
    {
        Code.Ceq or Code.Beq => a == b,
        Code.Bne_Un => a != b,
        Code.Cgt or Code.Bgt => a > b,
        Code.Clt or Code.Blt => a < b,
        Code.Bge => a >= b,
        Code.Ble => a <= b,
        Code.Cgt_Un or Code.Bgt_Un => (ulong)a > (ulong)b,
        Code.Clt_Un or Code.Blt_Un => (ulong)a < (ulong)b,
        Code.Bge_Un => (ulong)a >= (ulong)b,
        _ => (ulong)a <= (ulong)b,
    };

    private static string Comparison(Operand a, Operand b, Code code)
    {
        bool floats = a.Kind is StackKind.Single or StackKind.Double;
        // Of floats the unsigned forms hold for what is no number as well.
        if (floats)
        {
            return code switch
            {
                Code.Ceq or Code.Beq => $"{a.Text} == {b.Text}",
                Code.Bne_Un => $"{a.Text} != {b.Text}",
                Code.Cgt or Code.Bgt => $"{a.Text} > {b.Text}",
                Code.Clt or Code.Blt => $"{a.Text} < {b.Text}",
                Code.Bge => $"{a.Text} >= {b.Text}",
                Code.Ble => $"{a.Text} <= {b.Text}",
                Code.Cgt_Un or Code.Bgt_Un => $"!({a.Text} <= {b.Text})",
                Code.Clt_Un or Code.Blt_Un => $"!({a.Text} >= {b.Text})",
                Code.Bge_Un => $"!({a.Text} < {b.Text})",
                _ => $"!({a.Text} > {b.Text})",
            };
        }

        bool wide = a.Kind == StackKind.Int64;
        string sign = code switch
        {
            Code.Ceq or Code.Beq => "==",
            Code.Bne_Un => "!=",
            Code.Cgt or Code.Bgt or Code.Cgt_Un or Code.Bgt_Un => ">",
            Code.Clt or Code.Blt or Code.Clt_Un or Code.Blt_Un => "<",
            Code.Bge or Code.Bge_Un => ">=",
            _ => "<=",
        };
        bool unsigned = code is Code.Cgt_Un or Code.Clt_Un or Code.Bgt_Un or Code.Blt_Un or Code.Bge_Un or Code.Ble_Un || a.Kind == StackKind.Pointer || b.Kind == StackKind.Pointer;
        string type = $"({(unsigned ? "u" : "")}int{(wide ? 64 : 32)}_t)";
        return $"{type}{Number(a)} {sign} {type}{Number(b)}";
    }

    private bool ReadConversion(Instruction at)
    {
        if (!at.OpCode.Name.StartsWith("conv.", StringComparison.Ordinal) && at.OpCode.Code != Code.Ckfinite) return false;
        Operand a = Pop();
        string name = at.OpCode.Name[5..];
        if (name.StartsWith("ovf.", StringComparison.Ordinal)) Fit(a, name[4..]);
        else Convert(a, name);
        return true;
    }

    private void Convert(Operand a, string to)
    {
        bool floats = a.Kind is StackKind.Single or StackKind.Double;
        if (a.Constant is { } known && to is "i4" or "i" or "u4" or "u" && a.Constant is { } same && same == (int)same)
        {
            Push(Operand.Number(same));
            return;
        }

        string n = Number(a);
        switch (to)
        {
            case "i1" or "u1" or "i2" or "u2":
                string small = $"{(to[0] == 'u' ? "u" : "")}int{(to[1] - '0') * 8}_t";
                Push($"({small}){(floats ? $"i4_r8({n})" : n)}", StackKind.Int32);
                break;
            case "i4": Push(floats ? $"i4_r8({n})" : $"(int32_t){n}", StackKind.Int32); break;
            case "u4": Push(floats ? $"u4_r8({n})" : $"(int32_t){n}", StackKind.Int32); break;
            case "i" or "u" when a.Kind == StackKind.Pointer: Push(a with { Type = null }); break;
            case "i": Push(floats ? $"i4_r8({n})" : $"(int32_t){n}", StackKind.Int32); break;
            case "u": Push(floats ? $"u4_r8({n})" : $"(int32_t){n}", StackKind.Int32); break;
            case "i8": Push(floats ? $"i8_r8({n})" : $"(int64_t){n}", StackKind.Int64); break;
            case "u8": Push(floats ? $"u8_r8({n})" : a.Kind == StackKind.Int64 ? n : $"(int64_t)(uint32_t){n}", StackKind.Int64); break;
            case "r4": Push($"(float){n}", StackKind.Single); break;
            case "r8": Push($"(double){n}", StackKind.Double); break;
            case "r.un": Push(a.Kind == StackKind.Int64 ? $"(double)(uint64_t){n}" : $"(double)(uint32_t){n}", StackKind.Double); break;
            default: throw new UntranslatableException($"The conversion to {to}.");
        }
    }

    private void Fit(Operand a, string to)
    {
        if (a.Kind is StackKind.Single or StackKind.Double) throw new UntranslatableException("A checked conversion of a float.");
        bool fromUnsigned = to.EndsWith(".un", StringComparison.Ordinal);
        if (fromUnsigned) to = to[..^3];
        if (to is "i" or "u") to += "4";
        string value = fromUnsigned ? a.Kind == StackKind.Int64 ? $"(uint64_t){a.Text}" : $"(uint64_t)(uint32_t){Number(a)}" : $"(int64_t){Number(a)}";
        Push($"fit_{to}_{(fromUnsigned ? "u" : "s")}({value})", to.EndsWith('8') ? StackKind.Int64 : StackKind.Int32);
    }
}
