using Mono.Cecil;

namespace DreamStack.Ahead.Metadata;

/// <summary>A type without open parameters; there is one object for each.</summary>
internal sealed class ClosedType
{
    private static readonly string[] s_ofArrays = ["IList`1", "ICollection`1", "IEnumerable`1", "IReadOnlyList`1", "IReadOnlyCollection`1"];

    public required int Id { get; init; }

    /// <summary>The full name with its arguments: its identity.</summary>
    public required string Name { get; init; }

    public required Shape Shape { get; init; }

    /// <summary>Null for arrays, pointers and the like.</summary>
    public TypeDefinition? Definition { get; init; }

    public ClosedType[] Arguments { get; init; } = [];

    /// <summary>Of an array, a pointer or a reference to a place.</summary>
    public ClosedType? Element { get; init; }

    public bool IsArray { get; init; }

    public bool IsByReference { get; init; }

    public ClosedType? Base { get; set; }

    public ClosedType[] Interfaces { get; set; } = [];

    public bool IsValue => Shape is not (Shape.Reference or Shape.Pointer) || (Shape == Shape.Pointer && Element is null && Definition is not null);

    public bool IsInterface => Definition?.IsInterface == true;

    public bool IsEnum => Definition?.IsEnum == true;

    public bool IsDelegate => Base?.Name == "System.MulticastDelegate";

    /// <summary>The element of a vector in registers, where it is one.</summary>
    public ClosedType? Lane => Shape == Shape.Vector ? Arguments[0] : null;

    /// <summary>Bytes of a primitive; 0 when only the C compiler knows.</summary>
    public int Size => Shape switch
    {
        Shape.Boolean or Shape.Int8 or Shape.UInt8 => 1,
        Shape.Int16 or Shape.UInt16 => 2,
        Shape.Int32 or Shape.UInt32 or Shape.Single or Shape.Pointer or Shape.Reference => 4,
        Shape.Int64 or Shape.UInt64 or Shape.Double => 8,
        Shape.Vector => Definition!.Name.Contains("256", StringComparison.Ordinal) ? 32 : 16,
        _ => 0,
    };

    /// <summary>Whether a value of this type may stand where the other is asked for.</summary>
    public bool IsA(ClosedType other)
    {
        if (other.Name == "System.Object") return true;
        for (ClosedType? at = this; at is not null; at = at.Base)
        {
            if (at == other || at.Interfaces.Contains(other)) return true;
        }

        if (IsArray && other.Definition is { IsInterface: true } face && other.Arguments.Length == 1 && other.Arguments[0] == Element && s_ofArrays.Contains(face.Name)) return true;
        return IsArray && other.IsArray && Element!.Shape == Shape.Reference && other.Element!.Shape == Shape.Reference && Element.IsA(other.Element);
    }

    public override string ToString() => Name;
}
