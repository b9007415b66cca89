using DreamStack.Ahead.Emit;
using DreamStack.Ahead.Metadata;
using Mono.Cecil;
using static DreamStack.Ahead.Intrinsics.Intrinsic;

namespace DreamStack.Ahead.Intrinsics;

/// <summary>What the runtime knows: types, delegates, comparisons and messages of errors.</summary>
internal static class Runtime
{
    private const string Helpers = "System.Runtime.CompilerServices.RuntimeHelpers::";

    private const string Incomparable = "({ fail(\"NotSupportedException: a struct without an equality of its own, or a delegate, is compared.\"); 0; })";

    public static IEnumerable<KeyValuePair<string, Intrinsic>> All =>
    [
        C("System.Object::.ctor", "(void)0"),
        C("System.ValueType::Equals", Incomparable),
        C("System.ValueType::GetHashCode", Incomparable),
        C("System.MulticastDelegate::Equals", Incomparable),
        C("System.MulticastDelegate::GetHashCode", Incomparable),
        C(Helpers + "GetHashCode", "((int32_t)(uintptr_t)$0 >> 4)"),
        // A type as an object is its number: it can be compared, and nothing else.
        C("System.Object::GetType", "((ptr)(uintptr_t)((Object *)there($0))->type)"),
        C("System.SR::*", "(ptr)0"),
        C("System.Environment::get_CurrentManagedThreadId", "1"),
        C("System.AppContext::TryGetSwitch", "(*$1 = 0)"),
        C("System.GC::KeepAlive", "(void)0"),
        C("System.GC::SuppressFinalize", "(void)0"),
        C("System.Delegate::Combine", "(ptr)delegate_join((Delegate *)$0, (Delegate *)$1)"),
        C("System.Delegate::Remove", "(ptr)delegate_leave((Delegate *)$0, (Delegate *)$1)"),
        new("System.Type::GetTypeFromHandle", new Intrinsic((_, method, _) => throw new UntranslatableException("A type as an object."), (_, arguments) => arguments[0])),
        Constant("System.Type::op_Equality", (_, arguments) => arguments[0].Token is { } a && arguments[1].Token is { } b ? (a == b ? 1 : 0) : null, "$0 == $1"),
        Constant("System.Type::op_Inequality", (_, arguments) => arguments[0].Token is { } a && arguments[1].Token is { } b ? (a != b ? 1 : 0) : null, "$0 != $1"),
        Constant("System.Type::IsAssignableFrom", (_, arguments) => arguments[0].Token is { } && arguments[1].Token is { } ? 0 : null),
        Constant("System.Type::get_IsValueType", (_, arguments) => arguments[0].Token is { } a ? (a.IsValue ? 1 : 0) : null),
        Constant("System.Type::get_IsEnum", (_, arguments) => arguments[0].Token is { } a ? (a.IsEnum ? 1 : 0) : null),
        Constant("System.Type::get_IsPrimitive", (_, arguments) => arguments[0].Token is { } a ? (IsPrimitive(a) ? 1 : 0) : null),
        Constant(Helpers + "IsReferenceOrContainsReferences", (method, _) => HoldsReferences(method.Arguments[0]) ? 1 : 0),
        Constant(Helpers + "IsBitwiseEquatable", (method, _) => IsPrimitive(method.Arguments[0]) && method.Arguments[0].Shape is not (Shape.Single or Shape.Double) ? 1 : 0),
        Constant(Helpers + "IsKnownConstant", (_, _) => 0),
        C(Helpers + "InitializeArray", "(void)0"),
        new("System.Runtime.CompilerServices.RuntimeHelpers::CreateSpan", new Intrinsic((_, _, _) => throw new UntranslatableException("CreateSpan."))),
        new("System.Collections.Generic.EqualityComparer`1::get_Default", new Intrinsic((_, _, _) => "((ptr)0)")),
        new("System.Collections.Generic.Comparer`1::get_Default", new Intrinsic((_, _, _) => "((ptr)0)")),
        new("System.Collections.Generic.EqualityComparer`1::Equals", new Intrinsic(Comparisons.Equal)),
        new("System.Collections.Generic.EqualityComparer`1::GetHashCode", new Intrinsic(Comparisons.Hash)),
        new("System.Collections.Generic.Comparer`1::Compare", new Intrinsic(Comparisons.Compare)),
        new("System.Enum::GetValues", new Intrinsic(EnumValues)),
        new("System.Enum::IsDefined", new Intrinsic(IsDefined)),
    ];

    public static bool HoldsReferences(ClosedType type) => type.Shape switch
    {
        Shape.Reference => true,
        Shape.Struct => type.IsByReference || type.Definition!.Fields.Where(f => !f.IsStatic).Any(f => HoldsReferencesIn(type, f)),
        _ => false,
    };

    private static bool HoldsReferencesIn(ClosedType type, FieldDefinition field) => field.FieldType switch
    {
        ByReferenceType => true,
        PointerType or FunctionPointerType => false,
        GenericParameter parameter => HoldsReferences(type.Arguments[parameter.Position]),
        ArrayType => true,
        GenericInstanceType instance when !instance.Resolve().IsValueType => true,
        GenericInstanceType instance => instance.GenericArguments.Any(a => a is not GenericParameter p || HoldsReferences(type.Arguments[p.Position])) && MayHold(instance, type),
        _ => field.FieldType.Resolve() is { } definition && (!definition.IsValueType || (!definition.IsPrimitive && !definition.IsEnum && definition.Fields.Any(f => !f.IsStatic && HoldsReferencesIn(type, f)))),
    };

    private static bool MayHold(GenericInstanceType instance, ClosedType type) =>
        instance.GenericArguments.Any(a => a is GenericParameter p ? HoldsReferences(type.Arguments[p.Position]) : a.Resolve() is not { IsPrimitive: true });

    private static bool IsPrimitive(ClosedType type) => type.Shape is >= Shape.Boolean and <= Shape.Double;

    private static string EnumValues(ClosedWorld world, ClosedMethod method, string[] arguments)
    {
        ClosedType type = method.Arguments.Length == 1 ? method.Arguments[0] : throw new UntranslatableException("The values of an enumeration that is not known.");
        string name = world.Declared(type);
        string[] all = [.. Constants(type, name)];
        return $"({{ ptr a_ = {world.NewArray(world.Universe.ArrayOf(type), $"{all.Length}")}; {string.Concat(all.Select((v, i) => $"(({name} *)(a_ + sizeof(Array)))[{i}] = {v}; "))}a_; }})";
    }

    private static string IsDefined(ClosedWorld world, ClosedMethod method, string[] arguments)
    {
        ClosedType type = method.Arguments.Length == 1 ? method.Arguments[0] : throw new UntranslatableException("Whether an enumeration that is not known has a value.");
        string name = world.Declared(type);
        return $"({{ {name} v_ = {arguments[0]}; {string.Join(" || ", Constants(type, name).Select(c => $"v_ == {c}"))}; }})";
    }

    private static IEnumerable<string> Constants(ClosedType type, string name) => type.Definition!.Fields
        .Where(f => f.IsStatic && f.HasConstant)
        .Select(f => (ulong)Convert.ToInt64(f.Constant, System.Globalization.CultureInfo.InvariantCulture))
        .Order()
        .Select(v => $"({name})INT64_C({(long)v})");
}
