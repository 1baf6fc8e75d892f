using System.Text.Json.Nodes;
using Arch.Workflows.Catalog;
using Arch.Workflows.Grammar;

namespace Arch.Workflows.Schema;

/// <summary>
/// The JSON Schema (2020-12) of workflow files, for editors. It is made of the declarations that the compiler checks
/// by.
/// </summary>
public static class WorkflowSchema
{
    /// <summary>Makes the schema.</summary>
    /// <param name="steps">
    /// The step types that <c>uses:</c> may name; the inputs of the newest version of each are in the schema.
    /// </param>
    /// <returns>The schema.</returns>
    public static JsonObject Create(IStepCatalog steps)
    {
        var rules = new RuleSchema();
        var defs = new JsonObject
        {
            ["type"] = rules.Keys(TypeGrammar.Type),
            ["step"] = StepSchema.Create(rules, steps, isInGraph: false),
            ["graphStep"] = StepSchema.Create(rules, steps, isInGraph: true),
        };
        var kinds = new JsonArray();
        foreach (var kind in DocumentGrammar.Kinds.Words)
        {
            defs[kind] = rules.Keys(DocumentGrammar.Of(kind));
            kinds.Add(WhenKind(kind));
        }

        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Arch workflow file",
            ["type"] = "object",
            ["properties"] = new JsonObject { ["kind"] = rules.Of(DocumentGrammar.Kinds) },
            ["allOf"] = kinds,
            ["$defs"] = defs,
        };
    }

    // Each document is compared with one kind, so that an editor speaks of that kind alone.
    private static JsonObject WhenKind(string kind)
    {
        var isKind = new JsonObject
        {
            ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = kind } },
        };
        if (kind != DocumentGrammar.Kinds.Words[0])
        {
            isKind["required"] = new JsonArray("kind");
        }

        return new JsonObject { ["if"] = isKind, ["then"] = new JsonObject { ["$ref"] = "#/$defs/" + kind } };
    }
}
