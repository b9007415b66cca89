using DreamStack.Ahead.Emit;
using DreamStack.Ahead.Metadata;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace DreamStack.Ahead.Reading;

/// <summary>Fields, arrays, boxes and what objects are.</summary>
internal sealed partial class MethodReader
{
    private bool ReadField(Instruction at)
    {
        if (at.Operand is not FieldReference reference || at.OpCode.Code == Code.Ldtoken) return false;
        FieldDefinition field = reference.Resolve() ?? throw new UntranslatableException($"The field {reference.FullName} is not to be found.");
        ClosedType owner = Close(reference.DeclaringType);
        while (owner.Definition != field.DeclaringType) owner = owner.Base!;
        ClosedType type = _world.Universe.Close(field.FieldType, GenericScope.Of(owner));
        switch (at.OpCode.Code)
        {
            case Code.Ldfld:
                Operand from = Pop();
                Push(from.Kind == StackKind.Value ? $"{from.Text}.{ClosedWorld.NameOf(field)}" : Place(from, owner, field), type);
                return true;
            case Code.Ldflda: Push($"(ptr)&({Place(Pop(), owner, field)})", StackKind.Pointer); return true;
            case Code.Stfld:
                Operand value = Pop();
                Say($"{Place(Pop(), owner, field)} = {As(value, type)};");
                return true;
            case Code.Ldsfld: ReadStatic(owner, field, type); return true;
            case Code.Ldsflda:
                Push(field.InitialValue.Length > 0 ? $"(ptr){_world.DataOf(field)}" : $"(ptr)&{_world.StaticOf(owner, field, type, _method)}", StackKind.Pointer);
                return true;
            case Code.Stsfld: Say($"{_world.StaticOf(owner, field, type, _method)} = {As(Pop(), type)};"); return true;
            default: return false;
        }
    }

    private void ReadStatic(ClosedType owner, FieldDefinition field, ClosedType type)
    {
        switch (owner.Name, field.Name)
        {
            case ("System.IntPtr" or "System.UIntPtr", "Zero"): Push(Operand.Number(0)); break;
            case ("System.BitConverter", "IsLittleEndian"): Push(Operand.Number(1)); break;
            case ("System.String", "Empty"): Push(new Operand(_world.StringNamed(""), StackKind.Pointer)); break;
            default: Push(_world.StaticOf(owner, field, type, _method), type); break;
        }
    }

    private string Place(Operand at, ClosedType owner, FieldDefinition field)
    {
        // A number's one field is the number.
        if (owner.Shape is not (Shape.Reference or Shape.Struct)) return $"*({Names.Of(owner)} *){Pointer(at)}";
        if (owner.Shape != Shape.Reference) return $"(({_world.Declared(owner)} *){Pointer(at)})->{ClosedWorld.NameOf(field)}";
        string there = at.Text == "a0" || IsThis(at) ? at.Text : $"there({at.Text})";
        return $"(({_world.DeclaredObject(owner)} *){there})->{ClosedWorld.NameOf(field)}";
    }

    // Whoever called has looked already.
    private bool IsThis(Operand at) => !_method.IsStatic && at.Kind == StackKind.Pointer && at.Type == _world.Object && _method.Owner.Shape == Shape.Reference;

    private bool ReadArray(Instruction at)
    {
        switch (at.OpCode.Code)
        {
            case Code.Newarr:
                ClosedType made = _world.Universe.ArrayOf(Close((TypeReference)at.Operand));
                Push(_world.NewArray(made, Number(Pop())), StackKind.Pointer, made);
                return true;
            case Code.Ldlen: Push($"((Array *)there({Pop().Text}))->length", StackKind.Int32); return true;
            case Code.Ldelem_Any or Code.Stelem_Any or Code.Ldelema: Element(at, Close((TypeReference)at.Operand)); return true;
            case Code.Ldelem_I1 or Code.Stelem_I1: Element(at, _world.Universe.CoreType("System.SByte")); return true;
            case Code.Ldelem_U1: Element(at, _world.Universe.CoreType("System.Byte")); return true;
            case Code.Ldelem_I2 or Code.Stelem_I2: Element(at, _world.Universe.CoreType("System.Int16")); return true;
            case Code.Ldelem_U2: Element(at, _world.Universe.CoreType("System.UInt16")); return true;
            case Code.Ldelem_I4 or Code.Ldelem_U4 or Code.Stelem_I4 or Code.Ldelem_I or Code.Stelem_I: Element(at, _world.Universe.CoreType("System.Int32")); return true;
            case Code.Ldelem_I8 or Code.Stelem_I8: Element(at, _world.Universe.CoreType("System.Int64")); return true;
            case Code.Ldelem_R4 or Code.Stelem_R4: Element(at, _world.Universe.CoreType("System.Single")); return true;
            case Code.Ldelem_R8 or Code.Stelem_R8: Element(at, _world.Universe.CoreType("System.Double")); return true;
            case Code.Ldelem_Ref or Code.Stelem_Ref: Element(at, _world.Object); return true;
            default: return false;
        }
    }

    private void Element(Instruction at, ClosedType type)
    {
        bool stores = at.OpCode.StackBehaviourPush == StackBehaviour.Push0;
        Operand? value = stores ? Pop() : null;
        Operand index = Pop(), array = Pop();
        string name = _world.Declared(type), place = $"element({array.Text}, {Number(index)}, sizeof({name}))";
        if (value is { } stored) Say($"*({name} *){place} = {As(stored, type)};");
        else if (at.OpCode.Code == Code.Ldelema) Push(place, StackKind.Pointer);
        else Push($"*({name} *){place}", type);
    }

    private bool ReadObject(Instruction at)
    {
        switch (at.OpCode.Code)
        {
            case Code.Box: Box(Close((TypeReference)at.Operand)); return true;
            case Code.Unbox: Push($"{Unboxed(Close((TypeReference)at.Operand))}", StackKind.Pointer); return true;
            case Code.Unbox_Any:
                ClosedType taken = Close((TypeReference)at.Operand);
                if (!taken.IsValue) Cast(taken);
                else if (IsNullable(taken)) throw new UntranslatableException("A nullable out of a box.");
                else Push($"*({_world.Declared(taken)} *){Unboxed(taken)}", taken);
                return true;
            case Code.Isinst:
                ClosedType asked = Close((TypeReference)at.Operand);
                Operand tested = Pop();
                Push($"{_world.Test(asked)}({tested.Text}) ? {tested.Text} : (ptr)0", StackKind.Pointer, asked);
                return true;
            case Code.Castclass: Cast(Close((TypeReference)at.Operand)); return true;
            default: return false;
        }
    }

    private void Box(ClosedType type)
    {
        if (!type.IsValue) return;
        if (IsNullable(type)) throw new UntranslatableException("A nullable into a box.");
        Operand value = Pop();
        Push(_world.New(type, boxed: true), StackKind.Pointer);
        Say($"*({_world.Declared(type)} *)({_stack[^1].Text} + sizeof(Object)) = {As(value, type)};");
    }

    private string Unboxed(ClosedType type)
    {
        Operand box = Pop();
        Say($"if (!{_world.Test(type)}(there({box.Text}))) fail_cast();");
        return $"({box.Text} + sizeof(Object))";
    }

    private void Cast(ClosedType type)
    {
        Operand value = Pop();
        Say($"if ({value.Text} && !{_world.Test(type)}({value.Text})) fail_cast();");
        Push(value with { Type = type });
    }

    private static bool IsNullable(ClosedType type) => type.Definition?.FullName == "System.Nullable`1";
}
