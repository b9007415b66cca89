using DreamStack.Ahead.Metadata;

namespace DreamStack.Ahead.Reading;

/// <summary>C's names of types.</summary>
internal static class Names
{
    /// <summary>As it lies in memory.</summary>
    public static string Of(ClosedType type) => type.Shape switch
    {
        Shape.Void => "void",
        Shape.Boolean or Shape.UInt8 => "uint8_t",
        Shape.Int8 => "int8_t",
        Shape.Int16 => "int16_t",
        Shape.UInt16 => "uint16_t",
        Shape.Int32 => "int32_t",
        Shape.UInt32 => "uint32_t",
        Shape.Int64 => "int64_t",
        Shape.UInt64 => "uint64_t",
        Shape.Single => "float",
        Shape.Double => "double",
        Shape.Struct => $"S{type.Id}",
        Shape.Vector => OfVector(type, type.Lane!.Shape),
        _ => "ptr",
    };

    /// <summary>A vector of as many bytes with other lanes.</summary>
    public static string OfVector(ClosedType type, Shape lane) => $"v{type.Size * 8}_{(lane == Shape.Boolean ? Shape.UInt8 : lane)}";

    /// <summary>The object's fields, behind the pointer to it.</summary>
    public static string OfObject(ClosedType type) => $"C{type.Id}";

    public static string Of(StackKind kind, ClosedType? type) => kind switch
    {
        StackKind.Int32 => "int32_t",
        StackKind.Int64 => "int64_t",
        StackKind.Single => "float",
        StackKind.Double => "double",
        StackKind.Pointer => "ptr",
        _ => Of(type!),
    };

    public static string Of(Operand operand) => Of(operand.Kind, operand.Type);

    public static StackKind KindOf(ClosedType type) => type.Shape switch
    {
        Shape.Int64 or Shape.UInt64 => StackKind.Int64,
        Shape.Single => StackKind.Single,
        Shape.Double => StackKind.Double,
        Shape.Struct or Shape.Vector => StackKind.Value,
        Shape.Pointer or Shape.Reference => StackKind.Pointer,
        _ => StackKind.Int32,
    };
}
