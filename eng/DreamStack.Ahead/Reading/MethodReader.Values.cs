using System.Globalization;
using DreamStack.Ahead.Metadata;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace DreamStack.Ahead.Reading;

/// <summary>Constants, locals, arguments, and values behind pointers.</summary>
internal sealed partial class MethodReader
{
    /// <summary>False when the block is over.</summary>
    private bool ReadInstruction(Instruction at) =>
        ReadValue(at) || ReadIndirect(at) || ReadArithmetic(at) || ReadConversion(at) || ReadField(at) || ReadArray(at) || ReadObject(at) || ReadCall(at) || ReadBranch(at);

    private bool ReadValue(Instruction at)
    {
        switch (at.OpCode.Code)
        {
            case Code.Nop or Code.Volatile or Code.Unaligned or Code.Readonly or Code.Tail or Code.No: return true;
            case Code.Constrained: _constraint = Close((TypeReference)at.Operand); return true;
            case Code.Ldc_I4: Push(Operand.Number((int)at.Operand)); return true;
            case Code.Ldc_I8: Push(new Operand(Long((long)at.Operand), StackKind.Int64) { Constant = (long)at.Operand }); return true;
            case Code.Ldc_R4: Push(new Operand(Float((float)at.Operand), StackKind.Single)); return true;
            case Code.Ldc_R8: Push(new Operand(Double((double)at.Operand), StackKind.Double)); return true;
            case Code.Ldnull: Push(new Operand("((ptr)0)", StackKind.Pointer)); return true;
            case Code.Ldstr: Push(new Operand(_world.StringNamed((string)at.Operand), StackKind.Pointer)); return true;
            case Code.Dup: Push(_stack[^1]); return true;
            case Code.Pop: Pop(); return true;
            case Code.Ldarg: Push($"a{Argument(at)}", ArgumentType(at)); return true;
            case Code.Ldarga: Push($"(ptr)&a{Argument(at)}", StackKind.Pointer); return true;
            case Code.Starg: Say($"a{Argument(at)} = {As(Pop(), ArgumentType(at))};"); return true;
            case Code.Ldloc: Push($"l{Local(at)}", _locals[Local(at)]); return true;
            case Code.Ldloca: Push($"(ptr)&l{Local(at)}", StackKind.Pointer); return true;
            case Code.Stloc: Say($"l{Local(at)} = {As(Pop(), _locals[Local(at)])};"); return true;
            case Code.Sizeof: PushSize(Close((TypeReference)at.Operand)); return true;
            case Code.Ldtoken: ReadToken(at); return true;
            case Code.Localloc: ReadStackAlloc(); return true;
            default: return false;
        }
    }

    private static int Local(Instruction at) => ((VariableDefinition)at.Operand).Index;

    private int Argument(Instruction at)
    {
        ParameterDefinition parameter = (ParameterDefinition)at.Operand;
        return parameter.Index < 0 ? 0 : parameter.Index + (_method.IsStatic ? 0 : 1);
    }

    private ClosedType ArgumentType(Instruction at)
    {
        ParameterDefinition parameter = (ParameterDefinition)at.Operand;
        return parameter.Index < 0 ? _world.Object : _method.Parameters[parameter.Index];
    }

    private void PushSize(ClosedType type)
    {
        if (type.Size > 0) Push(Operand.Number(type.Size));
        else Push(new Operand($"(int32_t)sizeof({_world.Declared(type)})", StackKind.Int32));
    }

    private void ReadToken(Instruction at)
    {
        Operand token = new("((ptr)0)", StackKind.Pointer);
        Push(at.Operand switch
        {
            FieldReference field => token with { Data = _world.DataOf(field.Resolve()) },
            TypeReference type when Close(type) is var closed => token with { Text = $"((ptr)(uintptr_t){closed.Id})", Token = closed },
            _ => throw new UntranslatableException("A handle of a method is not translated."),
        });
    }

    private void ReadStackAlloc()
    {
        Operand size = Pop();
        Push($"(ptr)__builtin_alloca((uint32_t){size.Text})", StackKind.Pointer);
        if (_method.Definition.Body.InitLocals) Say($"__builtin_memset({_stack[^1].Text}, 0, (uint32_t){size.Text});");
    }

    private bool ReadIndirect(Instruction at)
    {
        (StackKind Kind, string Type)? plain = at.OpCode.Code switch
        {
            Code.Ldind_I1 or Code.Stind_I1 => (StackKind.Int32, "int8_t"),
            Code.Ldind_U1 => (StackKind.Int32, "uint8_t"),
            Code.Ldind_I2 or Code.Stind_I2 => (StackKind.Int32, "int16_t"),
            Code.Ldind_U2 => (StackKind.Int32, "uint16_t"),
            Code.Ldind_I4 or Code.Ldind_U4 or Code.Stind_I4 => (StackKind.Int32, "int32_t"),
            Code.Ldind_I or Code.Stind_I => (StackKind.Pointer, "ptr"),
            Code.Ldind_I8 or Code.Stind_I8 => (StackKind.Int64, "int64_t"),
            Code.Ldind_R4 or Code.Stind_R4 => (StackKind.Single, "float"),
            Code.Ldind_R8 or Code.Stind_R8 => (StackKind.Double, "double"),
            Code.Ldind_Ref or Code.Stind_Ref => (StackKind.Pointer, "ptr"),
            _ => null,
        };
        if (plain is { } known)
        {
            if (at.OpCode.StackBehaviourPush == StackBehaviour.Push0)
            {
                Operand value = Pop(), place = Pop();
                Say($"*({known.Type} *){Pointer(place)} = ({known.Type}){value.Text};");
            }
            else
            {
                Push($"*({known.Type} *){Pointer(Pop())}", known.Kind);
            }

            return true;
        }

        switch (at.OpCode.Code)
        {
            case Code.Ldobj:
                ClosedType loaded = Close((TypeReference)at.Operand);
                Push($"*({_world.Declared(loaded)} *){Pointer(Pop())}", loaded);
                return true;
            case Code.Stobj:
                ClosedType stored = Close((TypeReference)at.Operand);
                Operand what = Pop();
                Say($"*({_world.Declared(stored)} *){Pointer(Pop())} = {As(what, stored)};");
                return true;
            case Code.Cpobj:
                ClosedType copied = Close((TypeReference)at.Operand);
                Operand from = Pop();
                Say($"*({_world.Declared(copied)} *){Pointer(Pop())} = *({_world.Declared(copied)} *){Pointer(from)};");
                return true;
            case Code.Initobj:
                Say($"__builtin_memset({Pointer(Pop())}, 0, sizeof({_world.Declared(Close((TypeReference)at.Operand))}));");
                return true;
            case Code.Cpblk:
                Operand[] copy = Pop(3);
                Say($"__builtin_memcpy({Pointer(copy[0])}, {Pointer(copy[1])}, (uint32_t){copy[2].Text});");
                return true;
            case Code.Initblk:
                Operand[] fill = Pop(3);
                Say($"__builtin_memset({Pointer(fill[0])}, {fill[1].Text}, (uint32_t){fill[2].Text});");
                return true;
            default:
                return false;
        }
    }

    private static string Pointer(Operand operand) => operand.Kind == StackKind.Pointer ? operand.Text : $"((ptr)(uintptr_t){operand.Text})";

    private static string Long(long value) => value == long.MinValue ? "INT64_MIN" : $"INT64_C({value})";

    private static string Float(float value) => float.IsFinite(value) ? $"{Hexadecimal(value)}f" : $"BITS(float, uint32_t, 0x{BitConverter.SingleToUInt32Bits(value):x8}u)";

    private static string Double(double value) => double.IsFinite(value) ? Hexadecimal(value) : $"BITS(double, uint64_t, 0x{BitConverter.DoubleToUInt64Bits(value):x16}u)";

    // C reads hexadecimal numbers exactly.
    private static string Hexadecimal(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        if (value == 0) return bits < 0 ? "-0.0" : "0.0";
        int exponent = (int)((bits >> 52) & 0x7ff);
        long fraction = bits & 0xfffffffffffff;
        string sign = bits < 0 ? "-" : "";
        return exponent == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}0x0.{fraction:x13}p-1022")
            : string.Create(CultureInfo.InvariantCulture, $"{sign}0x1.{fraction:x13}p{exponent - 1023}");
    }
}
