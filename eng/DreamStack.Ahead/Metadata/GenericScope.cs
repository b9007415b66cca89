namespace DreamStack.Ahead.Metadata;

/// <summary>What the type parameters of a type and of a method stand for.</summary>
internal readonly record struct GenericScope(ClosedType[] OfType, ClosedType[] OfMethod)
{
    public static GenericScope None { get; } = new([], []);

    public static GenericScope Of(ClosedType type) => new(type.Arguments, []);

    public static GenericScope Of(ClosedMethod method) => new(method.Owner.Arguments, method.Arguments);
}
