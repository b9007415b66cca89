using DreamStack.Ahead.Metadata;

namespace DreamStack.Ahead.Reading;

/// <summary>A value on the evaluation stack: C that may be read more than once, and what is known of it.</summary>
internal readonly record struct Operand(string Text, StackKind Kind, ClosedType? Type = null)
{
    /// <summary>The number, where it is known while translating.</summary>
    public long? Constant { get; init; }

    /// <summary>The type that a handle or a type object stands for.</summary>
    public ClosedType? Token { get; init; }

    /// <summary>The method that a pointer to a function points to.</summary>
    public ClosedMethod? Function { get; init; }

    /// <summary>The bytes that a handle of a field stands for.</summary>
    public string? Data { get; init; }

    public static Operand Number(long value) => new(value == int.MinValue ? "INT32_MIN" : $"{value}", StackKind.Int32) { Constant = value };

    /// <summary>What a merge of ways leaves of it.</summary>
    public Operand Plain(string text) => new(text, Kind, Type);
}
