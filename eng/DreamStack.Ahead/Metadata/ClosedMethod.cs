using Mono.Cecil;

namespace DreamStack.Ahead.Metadata;

/// <summary>A method without open parameters; there is one object for each.</summary>
internal sealed class ClosedMethod
{
    public required int Id { get; init; }

    public required ClosedType Owner { get; init; }

    public required MethodDefinition Definition { get; init; }

    public required ClosedType[] Arguments { get; init; }

    public required ClosedType Result { get; init; }

    /// <summary>Without the object itself.</summary>
    public required ClosedType[] Parameters { get; init; }

    public bool IsStatic => Definition.IsStatic;

    /// <summary>Name without parameters, as a table of intrinsics has it.</summary>
    public string Key => $"{Owner.Definition?.FullName ?? Owner.Name}::{Definition.Name}";

    public string CName => $"m{Id}_{Sanitized(Definition.Name)}";

    public override string ToString() =>
        $"{Owner.Name}.{Definition.Name}{(Arguments.Length == 0 ? "" : $"<{string.Join(", ", Arguments.Select(a => a.Name))}>")}({string.Join(", ", Parameters.Select(p => p.Name))})";

    public static string Sanitized(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}
