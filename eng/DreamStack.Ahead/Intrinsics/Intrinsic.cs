using DreamStack.Ahead.Emit;
using DreamStack.Ahead.Metadata;
using DreamStack.Ahead.Reading;

namespace DreamStack.Ahead.Intrinsics;

/// <summary>A method whose body is not read: C stands for it, or what is known while translating does.</summary>
internal sealed record Intrinsic(Func<ClosedWorld, ClosedMethod, string[], string> Write, Func<ClosedMethod, Operand[], Operand?>? Known = null)
{
    private static readonly Dictionary<string, Intrinsic> s_all = new([.. Memory.All, .. Numbers.All, .. Runtime.All, .. Threads.All]);

    /// <summary>Null for a method that is read as any other, when another calls it.</summary>
    public static Intrinsic? Find(ClosedMethod method, ClosedMethod from)
    {
        if (Vectors.Find(method, from) is { } vector) return vector;
        string key = method.Key;
        return s_all.GetValueOrDefault(key) ?? s_all.GetValueOrDefault($"{key[..key.IndexOf("::", StringComparison.Ordinal)]}::*");
    }

    /// <summary>
    /// C with <c>$0</c>, <c>$1</c> for the arguments, <c>$T</c> and <c>$U</c> for the method's type arguments, <c>$E</c> for the first of its
    /// owner and <c>$R</c> for what it returns.
    /// </summary>
    public static KeyValuePair<string, Intrinsic> C(string key, string text) => new(key, new Intrinsic((world, method, arguments) => Filled(world, method, text, arguments)));

    public static KeyValuePair<string, Intrinsic> Constant(string key, Func<ClosedMethod, Operand[], long?> known, string? text = null) =>
        new(key, new Intrinsic(
            (world, method, arguments) => text is null ? throw new UntranslatableException($"{method} is not known beforehand.") : Filled(world, method, text, arguments),
            (method, arguments) => known(method, arguments) is { } value ? Operand.Number(value) : null));

    private static string Filled(ClosedWorld world, ClosedMethod method, string text, string[] arguments)
    {
        if (method.Arguments.Length > 0) text = text.Replace("$T", world.Declared(method.Arguments[0]), StringComparison.Ordinal);
        if (method.Arguments.Length > 1) text = text.Replace("$U", world.Declared(method.Arguments[1]), StringComparison.Ordinal);
        if (method.Owner.Arguments.Length > 0) text = text.Replace("$E", world.Declared(method.Owner.Arguments[0]), StringComparison.Ordinal);
        text = text.Replace("$R", Names.Of(method.Result), StringComparison.Ordinal);
        for (int i = 0; i < arguments.Length; i++) text = text.Replace($"${i}", $"({arguments[i]})", StringComparison.Ordinal);
        return text;
    }
}
