using System.Globalization;
using System.Text.Json.Nodes;
using Arch.Workflows.Catalog;
using Arch.Workflows.Grammar;

namespace Arch.Workflows.Schema;

/// <summary>The schema of steps, with the inputs of each step type.</summary>
internal static class StepSchema
{
    public static JsonObject Create(RuleSchema rules, IStepCatalog steps, bool isInGraph)
    {
        var set = isInGraph
            ? StepGrammar.Steps
            : StepGrammar.Steps with { Common = [.. StepGrammar.Steps.Common.Where(key => key.Name != "needs")] };
        var schema = rules.Verbs(set);
        var types = steps.Names
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(name => steps.Find(name, null))
            .OfType<StepType>()
            .ToList();
        schema["properties"]!["uses"] = Uses(types);
        foreach (var type in types)
        {
            schema["allOf"]!.AsArray().Add((JsonNode)With(type));
        }

        return schema;
    }

    private static string NameOf(StepType type) =>
        string.Create(CultureInfo.InvariantCulture, $"{type.Name}@{type.Version}");

    private static JsonObject Uses(List<StepType> types) => new()
    {
        ["description"] = StepGrammar.Steps.FindVerb("uses")?.Key.Summary,
        ["type"] = "string",
        ["anyOf"] = new JsonArray(
        [
            .. types.Select(type => new JsonObject { ["const"] = NameOf(type), ["description"] = type.Summary }),
            new JsonObject { ["pattern"] = Rules.UsesPattern },
        ]),
    };

    private static JsonObject With(StepType type)
    {
        var with = ShapeSchema.Create(type.Input, allowsExpressions: true);
        with["type"] = "object";
        with.Remove("pattern");
        var then = new JsonObject { ["properties"] = new JsonObject { ["with"] = with } };
        if (type.Input.Members.Values.Any(member => member.IsRequired && member.Shape.Default.IsUndefined))
        {
            then["required"] = new JsonArray("with");
        }

        return new JsonObject
        {
            ["if"] = new JsonObject
            {
                ["properties"] = new JsonObject { ["uses"] = new JsonObject { ["const"] = NameOf(type) } },
                ["required"] = new JsonArray("uses"),
            },
            ["then"] = then,
        };
    }
}
