using Arch.Expressions.Language;
using Arch.Expressions.Templates;
using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Workflows.Checking;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Makes templates of data in which expressions may stand.</summary>
internal sealed class DataCompiler(ExpressionCompiler expressions, CheckContext context)
{
    /// <summary>Compiles data.</summary>
    /// <param name="node">
    /// The data; <see langword="null"/> when the key is missing, which gives an empty object.
    /// </param>
    /// <param name="scope">The names in scope.</param>
    /// <param name="allowsSecrets">Whether secrets may be used here.</param>
    public TypedData Compile(YamlNode? node, NameScope scope, bool allowsSecrets) => node switch
    {
        null =>
            Constant(
                new YamlMapping(0, 0, []),
                Value.EmptyObject,
                TypeShape.ObjectOf(new Dictionary<string, ShapeMember>())),
        _ when context.IsBroken(node) => Broken(node),
        YamlMapping mapping => Mapping(mapping, scope, allowsSecrets),
        YamlSequence sequence => Sequence(sequence, scope, allowsSecrets),
        YamlScalar { IsString: true } text => Text(text, scope, allowsSecrets),
        YamlScalar scalar => Constant(scalar, scalar.Data, ConstantShapes.Of(scalar.Data)),
        _ => throw new InvalidOperationException(),
    };

    private static TypedData Constant(YamlNode node, Value value, TypeShape shape) =>
        new(node, Template.Of(value), shape);

    // Nothing is known about what it would give, so that nothing more is said about it.
    private static TypedData Broken(YamlNode node) => new(node, Template.Of(BrokenExpression.Value), TypeShape.Any);

    private TypedData Mapping(YamlMapping mapping, NameScope scope, bool allowsSecrets)
    {
        var members = mapping.Entries
            .Select(entry => KeyValuePair.Create(entry, Compile(entry.Value, scope, allowsSecrets)))
            .ToList();
        return new TypedData(
            mapping,
            Template.Object([.. members.Select(member => KeyValuePair.Create(member.Key.Name, member.Value.Template))]),
            TypeShape.ObjectOf(members.ToDictionary(
                member => member.Key.Name,
                member => new ShapeMember(member.Value.Shape) { IsRequired = true },
                StringComparer.Ordinal)))
        {
            Members = [.. members],
        };
    }

    private TypedData Sequence(YamlSequence sequence, NameScope scope, bool allowsSecrets)
    {
        var items = sequence.Items.Select(item => Compile(item, scope, allowsSecrets)).ToList();
        return new TypedData(
            sequence,
            Template.Array([.. items.Select(item => item.Template)]),
            TypeShape.Of(ShapeKind.Array))
        {
            Items = [.. items],
        };
    }

    private TypedData Text(YamlScalar scalar, NameScope scope, bool allowsSecrets)
    {
        var scan = TemplateSyntax.Scan(scalar.Text);
        if (scan.Problem is { } problem)
        {
            expressions.Report(scalar, 0, problem);
            return Broken(scalar);
        }

        if (scan.IsPlain)
        {
            var value = Value.From(scan.Parts.Count == 0 ? "" : scan.Parts[0].Text);
            return Constant(scalar, value, ConstantShapes.Of(value));
        }

        if (scan.IsWhole)
        {
            var whole = expressions.Text(scalar, scan.Parts[0].Text, scan.Parts[0].Start, scope, allowsSecrets);
            return new(scalar, Template.Of(whole.Expression), whole.Shape);
        }

        var parts = new List<Template>();
        foreach (var part in scan.Parts)
        {
            parts.Add(
                part.IsExpression ? Part(scalar, part, scope, allowsSecrets) : Template.Of(Value.From(part.Text)));
        }

        return new(scalar, Template.Text(parts), TypeShape.String);
    }

    private Template Part(YamlScalar scalar, TemplatePart part, NameScope scope, bool allowsSecrets)
    {
        var compiled = expressions.Text(scalar, part.Text, part.Start, scope, allowsSecrets);
        if (compiled.Shape.Kind is ShapeKind.Object or ShapeKind.Array or ShapeKind.Null)
        {
            expressions.Report(scalar, part.Start, new ExpressionProblem(
                "ARCH2110",
                0,
                part.Text.Length,
                $"An expression within text must give a string, a number or a boolean, but this one gives {Inputs.ShapeWords.Describe(compiled.Shape.Kind)}.",
                "Choose a field of it, or use JSON.stringify(…)."));
        }

        return Template.Of(compiled.Expression);
    }
}
