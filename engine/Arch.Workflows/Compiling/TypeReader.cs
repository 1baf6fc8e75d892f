using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;
using Arch.Workflows.Inputs;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>
/// Makes types of their declarations, and checks what the grammar cannot: that the parts of a declaration fit each
/// other.
/// </summary>
internal sealed class TypeReader(CheckContext context)
{
    /// <summary>Reads a mapping of inputs.</summary>
    public IEnumerable<InputDefinition> Inputs(YamlNode? node)
    {
        foreach (var entry in Entries(node))
        {
            RefuseValue(entry, "an input");
            var shape = Read(entry.Value, $"input '{entry.Name}'");
            yield return new(entry.Name, shape, IsOptional(entry.Value) && shape.Default.IsUndefined);
        }
    }

    /// <summary>Reads a mapping of variables.</summary>
    public IEnumerable<VariableDefinition> Variables(YamlNode? node)
    {
        foreach (var entry in Entries(node))
        {
            RefuseValue(entry, "a variable");
            RefuseOptional(entry.Value, $"the variable '{entry.Name}', which is null until it is set unless it has a default");
            var shape = Read(entry.Value, $"variable '{entry.Name}'");
            yield return shape.Default.IsUndefined
                ? new(entry.Name, shape with { IsNullable = true }, Value.Null)
                : new(entry.Name, shape, shape.Default);
        }
    }

    /// <summary>Reads the outputs of a document, which may have values, as a type of objects.</summary>
    /// <returns>The type; <see langword="null"/> when nothing is declared.</returns>
    public TypeShape? Outputs(YamlNode? node) =>
        node is YamlMapping mapping && !context.IsBroken(node) ? TypeShape.ObjectOf(Members(mapping)) : null;

    /// <summary>Reads a mapping of types as a type of objects.</summary>
    /// <param name="node">The mapping.</param>
    /// <param name="noun">What an entry is, such as <c>an output of a step</c>.</param>
    /// <returns>The type; <see langword="null"/> when nothing is declared.</returns>
    public TypeShape? Object(YamlNode? node, string noun)
    {
        foreach (var entry in Entries(node))
        {
            RefuseValue(entry, noun);
        }

        return Outputs(node);
    }

    /// <summary>Reads one type.</summary>
    /// <param name="node">The declaration.</param>
    /// <param name="name">What it declares, for messages, such as <c>input 'x'</c>.</param>
    public TypeShape Read(YamlNode node, string name)
    {
        if (node is not YamlMapping mapping || context.IsBroken(node))
        {
            return TypeShape.Any;
        }

        var kind = Kind(mapping);
        var shape = TypeShape.Of(kind) with
        {
            Title = Text(mapping, "title"),
            Description = Text(mapping, "description"),
        };
        if (kind == ShapeKind.Array && mapping.Find("items") is { } items)
        {
            RefuseValue(items, "the type of elements");
            RefuseOptional(items.Value, "the type of elements");
            shape = shape with { Items = Read(items.Value, $"'items' of {name}") };
        }

        if (kind == ShapeKind.Object
            && mapping.Find("properties")?.Value is YamlMapping properties
            && !context.IsBroken(properties))
        {
            foreach (var property in properties.Entries)
            {
                RefuseValue(property, "a property");
            }

            shape = shape with { Members = Members(properties), IsOpen = false };
        }

        RefuseMisplaced(mapping, kind, name);
        return WithValues(mapping, WithBounds(mapping, shape, name), name);
    }

    public static bool IsOptional(YamlNode node) =>
        (node as YamlMapping)?.Find("optional")?.Value is YamlScalar { Data: var data } && data == Value.True;

    private static ShapeKind Kind(YamlMapping mapping) => Text(mapping, "type") switch
    {
        "string" => ShapeKind.String,
        "integer" => ShapeKind.Integer,
        "number" => ShapeKind.Number,
        "boolean" => ShapeKind.Boolean,
        "date" => ShapeKind.Date,
        "datetime" => ShapeKind.DateTime,
        "duration" => ShapeKind.Duration,
        "file" => ShapeKind.File,
        "array" => ShapeKind.Array,
        "object" => ShapeKind.Object,
        "secret" => ShapeKind.Secret,
        _ => ShapeKind.Any,
    };

    private static string? Text(YamlMapping mapping, string key) =>
        mapping.Find(key)?.Value is YamlScalar { IsString: true } scalar ? scalar.Text : null;

    private static double? Number(YamlMapping mapping, string key) =>
        mapping.Find(key)?.Value is YamlScalar scalar && scalar.Data.TryGetNumber(out var number) ? number : null;

    private ImmutableArray<YamlEntry> Entries(YamlNode? node) =>
        node is YamlMapping mapping && !context.IsBroken(node) ? mapping.Entries : [];

    private Dictionary<string, ShapeMember> Members(YamlMapping mapping)
    {
        var members = new Dictionary<string, ShapeMember>(StringComparer.Ordinal);
        foreach (var entry in mapping.Entries)
        {
            var shape = Read(entry.Value, $"'{entry.Name}'");
            var isOptional = IsOptional(entry.Value) && shape.Default.IsUndefined;
            members[entry.Name] = new ShapeMember(shape)
            {
                IsRequired = !isOptional && shape.Default.IsUndefined,
                MayBeUndefinedBecause = isOptional ? $"'{entry.Name}' is optional" : null,
            };
        }

        return members;
    }

    private TypeShape WithBounds(YamlMapping mapping, TypeShape shape, string name)
    {
        var pattern = Text(mapping, "pattern");
        if (pattern is not null && !IsPattern(pattern))
        {
            context.Refuse(
                mapping.Find("pattern")!.Value,
                "ARCH1000",
                $"'pattern' of {name} is no regular expression that can be run in linear time.",
                "Look-around and back-references are not supported.");
            pattern = null;
        }

        var (min, max) = (Number(mapping, "min"), Number(mapping, "max"));
        if (min > max)
        {
            context.Refuse(
                mapping.Find("min")!.Value,
                "ARCH1000",
                string.Create(CultureInfo.InvariantCulture, $"'min' of {name} is {min}, which is greater than its 'max', {max}."),
                "Nothing would fit; swap them, or take one away.");
        }

        return shape with { Min = min, Max = max, Pattern = pattern, Format = Text(mapping, "format") };
    }

    private TypeShape WithValues(YamlMapping mapping, TypeShape shape, string name)
    {
        if (mapping.Find("enum")?.Value is YamlSequence words && !context.IsBroken(words))
        {
            foreach (var word in words.Items)
            {
                CheckConstant(word, shape, $"'enum' of {name}");
            }

            shape = shape with { Enum = [.. words.Items.Select(YamlData.ToValue)] };
        }

        if (mapping.Find("default") is { } entry && !context.IsBroken(entry.Value))
        {
            CheckConstant(entry.Value, shape, $"'default' of {name}");
            shape = shape with { Default = YamlData.ToValue(entry.Value) };
        }

        return shape;
    }

    private void CheckConstant(YamlNode node, TypeShape shape, string subject)
    {
        if (ShapeCheck.Check(YamlData.ToValue(node), shape) is [var finding, ..])
        {
            context.Refuse(
                node,
                "ARCH1000",
                finding.Describe(subject),
                node is YamlScalar scalar ? Remedies.ForQuotes(scalar, value => ShapeCheck.Check(value, shape).Count == 0) : null);
        }
    }

    private void RefuseMisplaced(YamlMapping mapping, ShapeKind kind, string name)
    {
        foreach (var entry in mapping.Entries)
        {
            var belongs = entry.Name switch
            {
                "items" => kind == ShapeKind.Array ? null : "type: array",
                "properties" => kind == ShapeKind.Object ? null : "type: object",
                "pattern" or "format" => kind is ShapeKind.String or ShapeKind.Secret ? null : "type: string",
                "min" or "max" => kind is ShapeKind.String or ShapeKind.Secret or ShapeKind.Integer or ShapeKind.Number or ShapeKind.Array
                    ? null : "numbers, strings and arrays",
                _ => null,
            };
            if (belongs is not null && !(mapping.Find("type") is { } type && context.IsBroken(type.Value)))
            {
                context.Diagnostics.Error(
                    "ARCH1002",
                    context.Map.Place(entry.Key),
                    $"'{entry.Name}' of {name} goes with {belongs} only.");
            }
        }
    }

    private void RefuseValue(YamlEntry entry, string what)
    {
        if ((entry.Value as YamlMapping)?.Find("value") is { } value)
        {
            context.Diagnostics.Error(
                "ARCH1002",
                context.Map.Place(value.Key),
                $"'{entry.Name}' is {what}, and 'value' goes with outputs of workflows and actions only.",
                "A value that holds when none is given is 'default'.");
        }
    }

    private void RefuseOptional(YamlNode node, string what)
    {
        if ((node as YamlMapping)?.Find("optional") is { } optional)
        {
            context.Diagnostics.Error(
                "ARCH1002",
                context.Map.Place(optional.Key),
                $"'optional' says nothing about {what}.",
                "It goes with inputs, outputs, fields and properties, which may be left out.");
        }
    }

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
