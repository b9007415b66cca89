using Mono.Cecil;

namespace DreamStack.Ahead.Metadata;

/// <summary>Every closed type and method, made when first asked for.</summary>
internal sealed class Universe : IDisposable
{
    private readonly Dictionary<string, ClosedType> _types = [];
    private readonly Dictionary<string, ClosedMethod> _methods = [];
    private readonly DefaultAssemblyResolver _resolver = new();

    /// <summary>Reads assemblies from beside the first one and from the runtime that runs this.</summary>
    public Universe(string assembly)
    {
        _resolver.AddSearchDirectory(Path.GetDirectoryName(Path.GetFullPath(assembly))!);
        _resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        Root = ModuleDefinition.ReadModule(assembly, new ReaderParameters { AssemblyResolver = _resolver });
        Core = Root.TypeSystem.Object.Resolve().Module;
    }

    public ModuleDefinition Root { get; }

    public ModuleDefinition Core { get; }

    public IReadOnlyCollection<ClosedType> Types => _types.Values;

    public ClosedType CoreType(string name) => Close(Core.GetType(name) ?? throw new UntranslatableException($"There is no {name}."), GenericScope.None);

    public ClosedType ArrayOf(ClosedType element) =>
        Intern($"{element.Name}[]", (id, name) => new ClosedType { Id = id, Name = name, Shape = Shape.Reference, Element = element, IsArray = true, Base = CoreType("System.Array") });

    public ClosedType Close(TypeReference type, GenericScope scope)
    {
        switch (type)
        {
            case GenericParameter parameter:
                ClosedType[] arguments = parameter.Type == GenericParameterType.Type ? scope.OfType : scope.OfMethod;
                return parameter.Position < arguments.Length ? arguments[parameter.Position] : throw new UntranslatableException($"{parameter.FullName} stands for nothing.");
            case GenericInstanceType instance:
                return CloseDefinition(instance.Resolve(), [.. instance.GenericArguments.Select(a => Close(a, scope))]);
            case ArrayType { Rank: 1 } array:
                return ArrayOf(Close(array.ElementType, scope));
            case ByReferenceType reference:
                ClosedType place = Close(reference.ElementType, scope);
                return Intern($"{place.Name}&", (id, name) => new ClosedType { Id = id, Name = name, Shape = Shape.Pointer, Element = place, IsByReference = true });
            case PointerType pointer:
                ClosedType target = Close(pointer.ElementType, scope);
                return Intern($"{target.Name}*", (id, name) => new ClosedType { Id = id, Name = name, Shape = Shape.Pointer, Element = target });
            case FunctionPointerType:
                return Intern("fnptr", (id, name) => new ClosedType { Id = id, Name = name, Shape = Shape.Pointer, Element = CoreType("System.Void") });
            case TypeSpecification specification and (RequiredModifierType or OptionalModifierType or PinnedType or SentinelType):
                return Close(specification.ElementType, scope);
            case TypeSpecification:
                throw new UntranslatableException($"The type {type.FullName} is of no kind that is translated.");
            default:
                TypeDefinition definition = type.Resolve() ?? throw new UntranslatableException($"The type {type.FullName} is not to be found.");
                if (definition.GenericParameters.Count > scope.OfType.Length) throw new UntranslatableException($"{type.FullName} without its arguments.");
                // Within a generic type its own name stands for it with its own parameters.
                return CloseDefinition(definition, definition.HasGenericParameters ? scope.OfType[..definition.GenericParameters.Count] : []);
        }
    }

    public ClosedType CloseDefinition(TypeDefinition definition, ClosedType[] arguments)
    {
        string key = arguments.Length == 0 ? definition.FullName : $"{definition.FullName}<{string.Join(", ", arguments.Select(a => a.Name))}>";
        if (definition.Module != Core && definition.FullName.StartsWith('<')) key = $"{definition.Module.Assembly.Name.Name}!{key}";
        if (_types.TryGetValue(key, out ClosedType? known)) return known;
        ClosedType made = Intern(key, (id, name) => new ClosedType { Id = id, Name = name, Shape = ShapeOf(definition), Definition = definition, Arguments = arguments });
        GenericScope scope = GenericScope.Of(made);
        made.Base = definition.BaseType is { } parent ? Close(parent, scope) : null;
        made.Interfaces = [.. definition.Interfaces.Select(i => Close(i.InterfaceType, scope))];
        return made;
    }

    public ClosedMethod Close(MethodReference method, GenericScope scope)
    {
        MethodDefinition definition = method.Resolve() ?? throw new UntranslatableException($"The method {method.FullName} is not to be found.");
        ClosedType owner = Close(method.DeclaringType, scope);
        // A reference may name a class that only inherits the method.
        while (owner.Definition is not null && owner.Definition != definition.DeclaringType) owner = owner.Base ?? throw new UntranslatableException($"{method.FullName} has no owner.");
        ClosedType[] arguments = method is GenericInstanceMethod instance ? [.. instance.GenericArguments.Select(a => Close(a, scope))] : [];
        return Close(definition, owner, arguments);
    }

    public ClosedMethod Close(MethodDefinition definition, ClosedType owner, ClosedType[] arguments)
    {
        string key = $"{owner.Id}.{definition.MetadataToken.ToInt32():x}<{string.Join(',', arguments.Select(a => a.Id))}>";
        if (_methods.TryGetValue(key, out ClosedMethod? known)) return known;
        GenericScope scope = new(owner.Arguments, arguments);
        ClosedMethod made = new()
        {
            Id = _methods.Count,
            Owner = owner,
            Definition = definition,
            Arguments = arguments,
            Result = Close(definition.ReturnType, scope),
            Parameters = [.. definition.Parameters.Select(p => Close(p.ParameterType, scope))],
        };
        _methods.Add(key, made);
        return made;
    }

    public void Dispose()
    {
        Root.Dispose();
        _resolver.Dispose();
    }

    private ClosedType Intern(string name, Func<int, string, ClosedType> make)
    {
        if (_types.TryGetValue(name, out ClosedType? known)) return known;
        ClosedType made = make(_types.Count + 1, name);
        return _types[name] = made;
    }

    private static Shape ShapeOf(TypeDefinition type)
    {
        if (type.IsEnum) return ShapeOf(type.Fields.First(f => !f.IsStatic).FieldType.Resolve());
        if (type.FullName is "System.Runtime.Intrinsics.Vector128`1" or "System.Runtime.Intrinsics.Vector256`1") return Shape.Vector;
        return type.FullName switch
        {
            "System.Void" => Shape.Void,
            "System.Boolean" => Shape.Boolean,
            "System.SByte" => Shape.Int8,
            "System.Byte" => Shape.UInt8,
            "System.Int16" => Shape.Int16,
            "System.UInt16" or "System.Char" => Shape.UInt16,
            "System.Int32" or "System.IntPtr" => Shape.Int32,
            "System.UInt32" or "System.UIntPtr" => Shape.UInt32,
            "System.Int64" => Shape.Int64,
            "System.UInt64" => Shape.UInt64,
            "System.Single" => Shape.Single,
            "System.Double" => Shape.Double,
            _ => type.IsValueType ? Shape.Struct : Shape.Reference,
        };
    }
}
