using System.Globalization;
using System.Reflection;
using System.Text;
using DreamStack.Ahead.Metadata;
using DreamStack.Ahead.Reading;
using Mono.Cecil;

namespace DreamStack.Ahead.Emit;

/// <summary>An assembly's exported methods, and all they lead to, as one C file.</summary>
internal static class Module
{
    private const string Exported = "UnmanagedCallersOnlyAttribute";

    /// <summary>Throws with every reason when something is not translated.</summary>
    public static string Translate(string assembly)
    {
        using Universe universe = new(assembly);
        ClosedWorld world = new(universe);
        List<(string Name, ClosedMethod Method)> exports = [.. ExportsOf(universe)];
        if (exports.Count == 0) throw new UntranslatableException($"{assembly} exports nothing: mark static methods with UnmanagedCallersOnly and an EntryPoint.");
        foreach ((_, ClosedMethod method) in exports) world.Function(method, null);
        world.ReadAll();
        if (world.Errors.Count > 0) throw new UntranslatableException(string.Join('\n', world.Errors));
        return Write(world, exports);
    }

    private static string Write(ClosedWorld world, List<(string Name, ClosedMethod Method)> exports)
    {
        // Says of more types how they lie, so it comes before what says that.
        string references = References.Write(world);
        StringBuilder text = new(Resource("ahead.h"));
        text.Append(world.Layouts.Text).Append(world.Constants);
        foreach ((string name, ClosedType type) in world.Statics) text.Append(CultureInfo.InvariantCulture, $"static {Names.Of(type)} {name};\n");
        foreach (ClosedMethod method in world.Bodies.Keys)
        {
            string head = MethodReader.Signature(method);
            text.Append(method.Definition.IsPInvokeImpl ? Import(method, head) : head).Append(";\n");
        }

        text.Append(world.Dispatchers.Prototypes()).Append(references).Append(Resource("ahead.c"));
        foreach (string body in world.Bodies.Values) text.Append(body);
        text.Append(world.Dispatchers.Functions());
        text.Append("EXPORT(\"_initialize\") void start(void)\n{\n");
        foreach (ClosedMethod start in world.Starts.Order(world.Dispatchers)) text.Append(CultureInfo.InvariantCulture, $"  {start.CName}();\n");
        text.Append("}\n");
        foreach ((string name, ClosedMethod method) in exports)
        {
            string parameters = method.Parameters.Length == 0 ? "void" : string.Join(", ", method.Parameters.Select((p, i) => $"{Names.Of(p)} a{i}"));
            text.Append(CultureInfo.InvariantCulture, $"EXPORT(\"{name}\") {Names.Of(method.Result)} export_{ClosedMethod.Sanitized(name)}({parameters}) {{ collect_when_due(); return {method.CName}({string.Join(", ", method.Parameters.Select((_, i) => $"a{i}"))}); }}\n");
        }

        return text.ToString();
    }

    private static string Import(ClosedMethod method, string head) =>
        $"__attribute__((import_module(\"{method.Definition.PInvokeInfo.Module.Name}\"), import_name(\"{method.Definition.PInvokeInfo.EntryPoint}\"))) {head.Replace("static ", "", StringComparison.Ordinal).Replace("INLINE ", "", StringComparison.Ordinal)}";

    private static IEnumerable<(string Name, ClosedMethod Method)> ExportsOf(Universe universe)
    {
        foreach (MethodDefinition method in universe.Root.GetTypes().SelectMany(t => t.Methods))
        {
            CustomAttribute? mark = method.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == Exported);
            if (mark?.Fields.FirstOrDefault(f => f.Name == "EntryPoint").Argument.Value is string name) yield return (name, universe.Close(method, universe.Close(method.DeclaringType, GenericScope.None), []));
        }
    }

    private static string Resource(string name)
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
