using DreamStack.Ahead.Intrinsics;
using DreamStack.Ahead.Metadata;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace DreamStack.Ahead.Reading;

/// <summary>Calls: each goes to one method where that is known, else to a function that looks at the object.</summary>
internal sealed partial class MethodReader
{
    private bool ReadCall(Instruction at)
    {
        if (at.Operand is not MethodReference reference) return false;
        ClosedMethod method = _world.Universe.Close(reference, _scope);
        switch (at.OpCode.Code)
        {
            case Code.Call: Call(method, Pop(method.Parameters.Length + (method.IsStatic ? 0 : 1)), isVirtual: false); return true;
            case Code.Callvirt: Call(method, Pop(method.Parameters.Length + 1), isVirtual: true); return true;
            case Code.Newobj: Create(method, Pop(method.Parameters.Length)); return true;
            case Code.Ldftn: Push(new Operand("((ptr)0)", StackKind.Pointer) { Function = method }); return true;
            case Code.Ldvirtftn: Pop(); Push(new Operand("((ptr)0)", StackKind.Pointer) { Function = method, Constant = 1 }); return true;
            default: return false;
        }
    }

    private void Call(ClosedMethod method, Operand[] arguments, bool isVirtual)
    {
        if (_constraint is { } constraint)
        {
            _constraint = null;
            if (!Constrain(constraint, ref method, arguments, ref isVirtual)) return;
        }

        if (Intrinsic.Find(method, _method) is { } intrinsic)
        {
            Apply(intrinsic, method, arguments, method.Result);
            return;
        }

        if (KnownGetter.Evaluate(_world.Universe, method, _method) is { } known)
        {
            Push(Operand.Number(known));
            return;
        }

        if (method.Owner.IsDelegate && method.Definition.Name == "Invoke")
        {
            Emit(_world.InvokerOf(method), method, arguments);
            return;
        }

        // The default comparer is no object: what it does itself is all there is.
        if (method.Owner.Definition?.FullName == "System.Collections.Generic.EqualityComparer`1") isVirtual = false;
        bool isOpen = isVirtual && method.Definition is { IsVirtual: true, IsFinal: false } && method.Owner.Definition is not { IsSealed: true };
        if (isVirtual && !isOpen && arguments[0].Kind == StackKind.Pointer && method.Owner.Shape == Shape.Reference) arguments[0] = arguments[0] with { Text = $"there({arguments[0].Text})" };
        Emit(isOpen ? _world.VirtualOf(method, _method) : _world.Function(method, _method), method, arguments);
    }

    /// <summary>Finds what a type parameter's method is for the type it stands for; false when the call is done with.</summary>
    private bool Constrain(ClosedType type, ref ClosedMethod method, Operand[] arguments, ref bool isVirtual)
    {
        if (method.IsStatic)
        {
            ClosedMethod declared = method;
            method = _world.Dispatch.Find(type, declared) ?? throw new UntranslatableException($"{type} has no {declared}.");
            return true;
        }

        if (!type.IsValue)
        {
            arguments[0] = new Operand($"(*(ptr *){Pointer(arguments[0])})", StackKind.Pointer);
            return true;
        }

        ClosedMethod? own = _world.Dispatch.Find(type, method);
        if (own is not null && own.Owner == type)
        {
            (method, isVirtual) = (own, false);
            return true;
        }

        if (Primitive(type, method, arguments)) return false;
        // What it inherits takes an object.
        string box = $"t{_next++}";
        Say($"ptr {box} = {_world.New(type, boxed: true)};");
        Say($"*({_world.Declared(type)} *)({box} + sizeof(Object)) = *({_world.Declared(type)} *){Pointer(arguments[0])};");
        arguments[0] = new Operand(box, StackKind.Pointer);
        return true;
    }

    // Enumerations hash as their numbers do.
    private bool Primitive(ClosedType type, ClosedMethod method, Operand[] arguments)
    {
        if (!type.IsEnum || method.Definition.Name != "GetHashCode") return false;
        string value = $"*({Names.Of(type)} *){Pointer(arguments[0])}";
        Push(type.Size == 8 ? $"(int32_t){value} ^ (int32_t)({value} >> 32)" : $"(int32_t){value}", StackKind.Int32);
        return true;
    }

    private void Emit(string function, ClosedMethod method, Operand[] arguments)
    {
        int shift = method.IsStatic ? 0 : 1;
        IEnumerable<string> given = arguments.Select((a, i) => i < shift ? Pointer(a) : As(a, method.Parameters[i - shift]));
        string call = $"{function}({string.Join(", ", given)})";
        if (method.Result.Shape == Shape.Void) Say($"{call};");
        else Push(call, method.Result);
    }

    private void Create(ClosedMethod constructor, Operand[] arguments)
    {
        ClosedType type = constructor.Owner;
        if (type == _world.Object)
        {
            Push(_world.New(type, boxed: false), StackKind.Pointer);
        }
        else if (Intrinsic.Find(constructor, _method) is { } intrinsic)
        {
            Apply(intrinsic, constructor, arguments, type);
        }
        else if (type.IsDelegate)
        {
            CreateDelegate(type, arguments);
        }
        else if (type.IsValue)
        {
            string name = $"t{_next++}";
            Say($"{_world.Declared(type)} {name}{Zero(type)};");
            Emit(_world.Function(constructor, _method), constructor, [new Operand($"(ptr)&{name}", StackKind.Pointer), .. arguments]);
            Push(new Operand(name, Names.KindOf(type), type));
        }
        else
        {
            if (type.Definition is null || type.Name == "System.String") throw new UntranslatableException($"{constructor} makes what is not translated.");
            string name = $"t{_next++}";
            Say($"ptr {name} = {_world.New(type, boxed: false)};");
            Emit(_world.Function(constructor, _method), constructor, [new Operand(name, StackKind.Pointer), .. arguments]);
            Push(new Operand(name, StackKind.Pointer, type));
        }
    }

    private void CreateDelegate(ClosedType type, Operand[] arguments)
    {
        ClosedMethod target = arguments[1].Function ?? throw new UntranslatableException("A delegate of a function that is not known.");
        if (!target.IsStatic && target.Owner.IsValue) throw new UntranslatableException("A delegate of a struct's method.");
        string function = target.IsStatic ? _world.WithoutTarget(target, _method)
            : arguments[1].Constant == 1 ? _world.VirtualOf(target, _method) : _world.Function(target, _method);
        string name = $"t{_next++}";
        Say($"ptr {name} = {_world.New(type, boxed: false)};");
        Say($"((Delegate *){name})->target = {Pointer(arguments[0])}; ((Delegate *){name})->function = (ptr)&{function};");
        Push(new Operand(name, StackKind.Pointer, type));
    }

    private void Apply(Intrinsic intrinsic, ClosedMethod method, Operand[] arguments, ClosedType result)
    {
        if (intrinsic.Known?.Invoke(method, arguments) is { } known)
        {
            Push(known);
            return;
        }

        if (arguments.Any(a => a.Data is not null))
        {
            ApplyData(method, arguments);
            return;
        }

        string text = intrinsic.Write(_world, method, [.. arguments.Select(a => a.Text)]);
        if (result.Shape == Shape.Void) Say($"{text};");
        else Push(text, result);
    }

    // Bytes that the compiler put beside the code: copied into an array, or read where they lie.
    private void ApplyData(ClosedMethod method, Operand[] arguments)
    {
        string data = arguments[^1].Data!;
        if (method.Result.Shape == Shape.Void)
        {
            Say($"__builtin_memcpy({arguments[0].Text} + sizeof(Array), {data}, sizeof {data});");
            return;
        }

        Push($"({_world.Declared(method.Result)}){{ (ptr){data}, (int32_t)(sizeof {data} / sizeof({_world.Declared(method.Arguments[0])})) }}", method.Result);
    }
}
