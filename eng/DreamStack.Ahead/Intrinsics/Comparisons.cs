using DreamStack.Ahead.Emit;
using DreamStack.Ahead.Metadata;

namespace DreamStack.Ahead.Intrinsics;

/// <summary>The default ways to compare: numbers as numbers, others by their own methods.</summary>
internal static class Comparisons
{
    public static string Equal(ClosedWorld world, ClosedMethod method, string[] arguments)
    {
        ClosedType type = method.Owner.Arguments[0];
        (string a, string b) = (arguments[1], arguments[2]);
        if (type.Shape is Shape.Single or Shape.Double) return $"({a} == {b} || ({a} != {a} && {b} != {b}))";
        if (type.IsEnum || type.Shape is < Shape.Struct or Shape.Pointer) return $"{a} == {b}";
        ClosedMethod equals = Own(world, type, "System.IEquatable`1", "Equals");
        string name = world.Declared(type);
        return type.IsValue
            ? $"({{ {name} a_ = {a}; {world.Function(equals, null)}((ptr)&a_, {b}); }})"
            : $"({a} == 0 ? {b} == 0 : {b} != 0 && {world.VirtualOf(equals, null)}({a}, {b}))";
    }

    public static string Hash(ClosedWorld world, ClosedMethod method, string[] arguments)
    {
        ClosedType type = method.Owner.Arguments[0];
        ClosedMethod hash = Method(world, world.Object, "GetHashCode");
        if (!type.IsValue) return $"({arguments[1]} == 0 ? 0 : {world.VirtualOf(hash, null)}({arguments[1]}))";
        if (type.IsEnum) return $"(int32_t)({arguments[1]})";
        ClosedMethod own = world.Dispatch.Find(type, hash)!;
        if (own.Owner != type) throw new UntranslatableException($"{type} has no hash of its own.");
        return $"({{ {world.Declared(type)} a_ = {arguments[1]}; {world.Function(own, null)}((ptr)&a_); }})";
    }

    public static string Compare(ClosedWorld world, ClosedMethod method, string[] arguments)
    {
        ClosedType type = method.Owner.Arguments[0];
        (string a, string b) = (arguments[1], arguments[2]);
        if (type.Shape is >= Shape.Int8 and <= Shape.UInt64 && !type.IsEnum) return $"({a} < {b} ? -1 : {a} > {b})";
        ClosedMethod compare = Own(world, type, "System.IComparable`1", "CompareTo");
        return type.IsValue
            ? $"({{ {world.Declared(type)} a_ = {a}; {world.Function(compare, null)}((ptr)&a_, {b}); }})"
            : $"({a} == 0 ? (b == 0 ? 0 : -1) : {world.VirtualOf(compare, null)}({a}, {b}))";
    }

    /// <summary>What a comparer that is no object does: the default one is none.</summary>
    public static string? Default(ClosedWorld world, ClosedMethod method) => method.Key switch
    {
        "System.Collections.Generic.IComparer`1::Compare" => Compare(world, method, ["a0", "a1", "a2"]),
        "System.Collections.Generic.IEqualityComparer`1::Equals" => Equal(world, method, ["a0", "a1", "a2"]),
        "System.Collections.Generic.IEqualityComparer`1::GetHashCode" => Hash(world, method, ["a0", "a1"]),
        _ => null,
    };

    private static ClosedMethod Own(ClosedWorld world, ClosedType type, string generic, string name)
    {
        ClosedType face = world.Universe.CloseDefinition(world.Universe.Core.GetType(generic), [type]);
        if (!type.IsA(face)) throw new UntranslatableException($"{type} is no {face}.");
        ClosedMethod declared = Method(world, face, name);
        return type.IsValue ? world.Dispatch.Find(type, declared)! : declared;
    }

    private static ClosedMethod Method(ClosedWorld world, ClosedType type, string name) =>
        world.Universe.Close(type.Definition!.Methods.First(m => m.Name == name && !m.IsStatic), type, []);
}
