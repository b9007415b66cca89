namespace DreamStack.Ahead.Metadata;

/// <summary>What a type is to the translation.</summary>
internal enum Shape
{
    Void,
    Boolean,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Single,
    Double,
    Struct,
    Vector,
    Pointer,
    Reference,
}
