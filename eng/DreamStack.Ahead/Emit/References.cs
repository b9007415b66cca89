using System.Globalization;
using System.Text;
using DreamStack.Ahead.Metadata;
using DreamStack.Ahead.Reading;

namespace DreamStack.Ahead.Emit;

/// <summary>Where objects and static fields hold other objects: what the collection between calls follows.</summary>
internal static class References
{
    public static string Write(ClosedWorld world)
    {
        StringBuilder text = new();
        List<string> rows = [];
        foreach (ClosedType type in world.Dispatchers.AllMade)
        {
            (string[] at, string stride) = type.IsArray ? OfArray(world, type.Element!) : ([.. OfObject(world, type)], "0");
            if (at.Length == 0) continue;
            text.Append(CultureInfo.InvariantCulture, $"static const uint32_t refs{type.Id}[] = {{ {string.Join(", ", at)} }};\n");
            rows.Add($"[{type.Id}] = {{ {at.Length}, {stride}, refs{type.Id} }}");
        }

        int types = world.Dispatchers.AllMade.Select(t => t.Id).DefaultIfEmpty().Max() + 1;
        List<string> roots = [.. world.Statics.SelectMany(s => InField(world, s.Value, "0").Select(at => $"(ptr *)((ptr)&{s.Key} + {at})"))];
        text.Append(CultureInfo.InvariantCulture, $"#define TYPES {types}u\n#define ROOTS {roots.Count}u\nstatic const Refs refs[TYPES] = {{ {string.Join(", ", rows)} }};\n");
        return text.Append(CultureInfo.InvariantCulture, $"static ptr *const roots[ROOTS + 1] = {{ {string.Concat(roots.Select(r => r + ", "))}0 }};\n").ToString();
    }

    private static (string[] At, string Stride) OfArray(ClosedWorld world, ClosedType element) =>
        ([.. InField(world, element, "sizeof(Array)")], $"sizeof({world.Declared(element)})");

    private static IEnumerable<string> OfObject(ClosedWorld world, ClosedType type)
    {
        if (type.IsDelegate) return ["__builtin_offsetof(Delegate, target)", "__builtin_offsetof(Delegate, before)"];
        if (type.IsValue) return InField(world, type, "sizeof(Object)");
        List<string> all = [];
        for (ClosedType? at = type; at is not null && at != world.Object; at = at.Base) all.AddRange(InFields(world, at, world.DeclaredObject(at), "0"));
        return all;
    }

    private static IEnumerable<string> InField(ClosedWorld world, ClosedType type, string offset) => type.Shape switch
    {
        Shape.Reference => [offset],
        Shape.Struct => InFields(world, type, world.Declared(type), offset),
        _ => [],
    };

    private static IEnumerable<string> InFields(ClosedWorld world, ClosedType type, string name, string offset)
    {
        int repeats = Layouts.InlineLength(type.Definition!) ?? 1;
        foreach (Mono.Cecil.FieldDefinition field in type.Definition!.Fields.Where(f => !f.IsStatic))
        {
            ClosedType of = world.Universe.Close(field.FieldType, GenericScope.Of(type));
            for (int i = 0; i < repeats; i++)
            {
                string at = $"{offset} + __builtin_offsetof({name}, {ClosedWorld.NameOf(field)}){(i == 0 ? "" : $" + {i} * sizeof({Names.Of(of)})")}";
                foreach (string found in InField(world, of, at)) yield return found;
            }
        }
    }
}
