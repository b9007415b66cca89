using System.Globalization;
using System.Text;
using DreamStack.Ahead.Metadata;
using DreamStack.Ahead.Reading;
using Mono.Cecil;

namespace DreamStack.Ahead.Emit;

/// <summary>Structs and objects as C's structs, each after those that it holds.</summary>
internal sealed class Layouts
{
    private readonly HashSet<ClosedType> _values = [];
    private readonly HashSet<ClosedType> _objects = [];
    private readonly StringBuilder _text = new();

    public string Text => _text.ToString();

    public void Declare(ClosedWorld world, ClosedType type)
    {
        if (type.Shape != Shape.Struct || !_values.Add(type)) return;
        TypeDefinition definition = type.Definition!;
        List<(FieldDefinition Field, string Type)> fields = FieldsOf(world, type);
        string body = definition.IsExplicitLayout
            ? $"union {{ {string.Concat(fields.Select((f, i) => f.Field.Offset == 0 ? $"{f.Type} {ClosedWorld.NameOf(f.Field)}; " : $"struct __attribute__((packed)) {{ uint8_t before{i}_[{f.Field.Offset}]; {f.Type} {ClosedWorld.NameOf(f.Field)}; }}; "))}"
            : $"struct {{ {Listed(fields)}";
        if (fields.Count == 0) body += "uint8_t nothing_; ";
        body += "}";
        if (InlineLength(definition) is { } length) body = $"union {{ {body}; {fields[0].Type} all_[{length}]; }}";
        else if (definition.ClassSize > 0) body = $"union {{ {body}; uint8_t all_[{definition.ClassSize}]; }}";
        if (definition.PackingSize is > 0 and < 8) body = body.Replace("struct {", $"struct __attribute__((packed, aligned({definition.PackingSize}))) {{", StringComparison.Ordinal);
        _text.Append(CultureInfo.InvariantCulture, $"typedef {body} {Names.Of(type)}; // {type.Name}\n");
    }

    public void DeclareObject(ClosedWorld world, ClosedType type)
    {
        if (!_objects.Add(type)) return;
        string head = "Object";
        if (type.Base is { } parent)
        {
            DeclareObject(world, parent);
            head = Names.OfObject(parent);
        }

        string fields = Listed(FieldsOf(world, type));
        _text.Append(CultureInfo.InvariantCulture, $"typedef struct {{ {head} base_; {fields}}} {Names.OfObject(type)}; // {type.Name}\n");
    }

    private static string Listed(List<(FieldDefinition Field, string Type)> fields) => string.Concat(fields.Select(f => $"{f.Type} {ClosedWorld.NameOf(f.Field)}; "));

    private static List<(FieldDefinition Field, string Type)> FieldsOf(ClosedWorld world, ClosedType type) =>
        [.. type.Definition!.Fields.Where(f => !f.IsStatic).Select(f => (f, world.Declared(world.Universe.Close(f.FieldType, GenericScope.Of(type)))))];

    /// <summary>How often its one field is repeated; null where it is not.</summary>
    public static int? InlineLength(TypeDefinition definition) =>
        definition.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == "InlineArrayAttribute")?.ConstructorArguments[0].Value as int?;
}
