using Mono.Cecil;

namespace DreamStack.Ahead.Metadata;

/// <summary>Which method a type answers with when one that it inherits or implements is called.</summary>
internal sealed class Dispatch(Universe universe)
{
    /// <summary>The body that runs when <paramref name="method"/> is called on exactly this type; null when there is none.</summary>
    public ClosedMethod? Find(ClosedType type, ClosedMethod method)
    {
        if (type.IsArray && method.Owner is { IsInterface: true, Arguments.Length: 1 }) return OfArray(type, method);
        for (ClosedType? at = type; at?.Definition is not null; at = at.Base)
        {
            if (Declared(at, method) is { } found) return found;
            if (at == method.Owner) return method;
        }

        if (!method.Owner.IsInterface) return null;
        foreach (ClosedType inherited in AllInterfaces(type))
        {
            if (inherited != method.Owner && Declared(inherited, method) is { Definition.IsAbstract: false } found) return found;
        }

        return method.Definition.IsAbstract ? null : method;
    }

    // The runtime keeps what arrays answer with in a class of its own, over the type of their elements.
    private ClosedMethod? OfArray(ClosedType array, ClosedMethod method)
    {
        TypeDefinition helper = universe.Core.GetType("System.SZArrayHelper");
        MethodDefinition? body = helper.Methods.FirstOrDefault(m => m.Name == method.Definition.Name && m.Parameters.Count == method.Parameters.Length && m.GenericParameters.Count == 1);
        return body is null ? null : universe.Close(body, universe.CloseDefinition(helper, []), [array.Element!]);
    }

    private ClosedMethod? Declared(ClosedType type, ClosedMethod method)
    {
        foreach (MethodDefinition candidate in type.Definition!.Methods)
        {
            foreach (MethodReference named in candidate.Overrides)
            {
                if (named.Name == method.Definition.Name && named.Resolve() == method.Definition && universe.Close(named.DeclaringType, GenericScope.Of(type)) == method.Owner)
                {
                    return universe.Close(candidate, type, method.Arguments);
                }
            }
        }

        if (type.IsInterface) return null;
        foreach (MethodDefinition candidate in type.Definition.Methods)
        {
            if (candidate.Name != method.Definition.Name || candidate.IsStatic != method.IsStatic || candidate.Parameters.Count != method.Parameters.Length) continue;
            if (candidate.GenericParameters.Count != method.Arguments.Length || candidate.IsPrivate) continue;
            if (!method.IsStatic && !candidate.IsVirtual) continue;
            if (!method.Owner.IsInterface && type != method.Owner && candidate.IsNewSlot) continue;
            ClosedMethod closed = universe.Close(candidate, type, method.Arguments);
            if (closed.Parameters.SequenceEqual(method.Parameters) && closed.Result == method.Result) return closed;
            if (closed.Parameters.SequenceEqual(method.Parameters) && closed.Result.Shape == Shape.Reference && method.Result.Shape == Shape.Reference) return closed;
        }

        return null;
    }

    private static IEnumerable<ClosedType> AllInterfaces(ClosedType type)
    {
        for (ClosedType? at = type; at is not null; at = at.Base)
        {
            foreach (ClosedType direct in at.Interfaces)
            {
                yield return direct;
                foreach (ClosedType inherited in AllInterfaces(direct)) yield return inherited;
            }
        }
    }
}
