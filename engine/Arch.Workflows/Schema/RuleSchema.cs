using System.Text.Json.Nodes;
using Arch.Expressions.Values;
using Arch.Workflows.Durations;
using Arch.Workflows.Grammar;
using Arch.Workflows.Schedules;

namespace Arch.Workflows.Schema;

/// <summary>Schemas of the grammar's rules.</summary>
internal sealed class RuleSchema
{
    // Sets that contain themselves, such as what 'wait: {any: […]}' waits for, are described once more and then left
    // open.
    private readonly HashSet<VerbSet> _open = new(ReferenceEqualityComparer.Instance);

    public JsonObject Of(ValueRule rule) => rule switch
    {
        TextRule text => Text(text),
        ChoiceRule choice => new JsonObject { ["enum"] = Names(choice.Words) },
        NumberRule number => Number(number),
        FlagRule => new JsonObject { ["type"] = "boolean" },
        DurationRule duration => Duration(duration),
        CronRule => Cron(),
        ExpressionRule => new JsonObject { ["type"] = new JsonArray("string", "boolean", "number") },
        DataRule => [],
        MapRule map => Map(map),
        ListRule list => List(list),
        StepRule step => new JsonObject { ["$ref"] = step.IsInGraph ? "#/$defs/graphStep" : "#/$defs/step" },
        ObjectRule { Keys: var keys } =>
            keys == TypeGrammar.Type ? new JsonObject { ["$ref"] = "#/$defs/type" } : Keys(keys),
        VerbRule { Set: var set } => Verbs(set),
        EitherRule either => new JsonObject { ["anyOf"] = new JsonArray([.. either.Forms.Select(Of)]) },
        _ => throw new InvalidOperationException($"The grammar's {rule.GetType().Name} has no schema."),
    };

    /// <summary>Gives the schema of a key, with what it means.</summary>
    public JsonObject Of(KeyRule key)
    {
        var schema = Of(key.Value);
        if (schema.ContainsKey("$ref"))
        {
            schema = new JsonObject { ["allOf"] = new JsonArray(schema) };
        }

        schema["description"] = key.Summary;
        return schema;
    }

    /// <summary>Gives the schema of a mapping with known keys.</summary>
    public JsonObject Keys(KeySet keys)
    {
        var schema = new JsonObject { ["type"] = "object", ["properties"] = Properties(keys.Keys) };
        AddRequired(schema, keys.Keys);
        schema["additionalProperties"] = false;
        return schema;
    }

    public JsonObject Properties(IEnumerable<KeyRule> keys)
    {
        var properties = new JsonObject();
        foreach (var key in keys)
        {
            properties[key.Name] = Of(key);
        }

        return properties;
    }

    public static void AddRequired(JsonObject schema, IEnumerable<KeyRule> keys)
    {
        var names = keys.Where(key => key.IsRequired).Select(key => key.Name).ToList();
        if (names.Count > 0)
        {
            schema["required"] = Names(names);
        }
    }

    public static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => JsonValue.Create(name))];

    /// <summary>
    /// Gives the schema of a mapping with one verb. Which keys may stand is said under the condition that the verb is
    /// there, so that an
    /// editor never speaks of other verbs.
    /// </summary>
    public JsonObject Verbs(VerbSet set)
    {
        if (!_open.Add(set))
        {
            return new JsonObject { ["type"] = "object" };
        }

        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = Properties(set.Verbs.Select(verb => verb.Key).Concat(set.Common)),
            ["anyOf"] = new JsonArray([.. set.Verbs.Select(verb => Has(verb.Name))]),
        };
        AddRequired(schema, set.Common);
        schema["allOf"] = new JsonArray([.. set.Verbs.Select(verb => new JsonObject
        {
            ["if"] = Condition(set, verb),
            ["then"] = Beside(set, verb, set.KeysOf(verb)),
        })]);
        _open.Remove(set);
        return schema;
    }

    /// <summary>Gives the schema of what may stand beside a verb.</summary>
    public JsonObject Beside(VerbSet set, Verb verb, IEnumerable<KeyRule> keys)
    {
        var properties = new JsonObject();
        foreach (var key in keys)
        {
            properties[key.Name] = verb.FindCompanion(key.Name) is null ? true : Of(key);
        }

        var schema = new JsonObject { ["properties"] = properties };
        AddRequired(schema, verb.Companions);
        schema["additionalProperties"] = false;
        return schema;
    }

    private static JsonObject Has(string name) => new() { ["required"] = new JsonArray(JsonValue.Create(name)) };

    // A verb that goes with another verb too counts only when that one is not there.
    private static JsonObject Condition(VerbSet set, Verb verb)
    {
        var owners = set.Verbs.Where(
            other => other.FindCompanion(verb.Name) is not null).Select(other => other.Name).ToList();
        var condition = Has(verb.Name);
        if (owners.Count > 0)
        {
            condition["not"] = new JsonObject { ["anyOf"] = new JsonArray([.. owners.Select(Has)]) };
        }

        return condition;
    }

    private static JsonObject Text(TextRule rule)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (rule.Pattern is { } pattern)
        {
            schema["pattern"] = pattern;
        }

        if (rule.Example is { } example)
        {
            schema["examples"] = new JsonArray(JsonValue.Create(example));
        }

        return schema;
    }

    private static JsonObject Number(NumberRule rule)
    {
        var schema = new JsonObject { ["type"] = rule.IsInteger ? "integer" : "number" };
        if (double.IsFinite(rule.Least))
        {
            schema["minimum"] = ShapeSchema.ToJson(Value.From(rule.Least));
        }

        if (double.IsFinite(rule.Most))
        {
            schema["maximum"] = ShapeSchema.ToJson(Value.From(rule.Most));
        }

        return schema;
    }

    private static JsonObject Duration(DurationRule rule)
    {
        var form = rule.IsPositive ? DurationText.PositivePattern : DurationText.Pattern;
        return new()
        {
            ["type"] = "string",
            ["pattern"] = rule.AllowsExpressions ? $"({form})|({ShapeSchema.ExpressionPattern})" : form,
            ["examples"] = new JsonArray("30s", "5m", "1h30m"),
        };
    }

    private static JsonObject Cron() => new()
    {
        ["type"] = "string",
        ["pattern"] = CronText.Pattern,
        ["examples"] = new JsonArray("0 2 * * *"),
    };

    private JsonObject Map(MapRule rule)
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(rule.Values) };
        if (rule.HasNames)
        {
            schema["propertyNames"] = new JsonObject { ["pattern"] = Rules.NamePattern };
        }

        if (rule.AtLeast > 0)
        {
            schema["minProperties"] = rule.AtLeast;
        }

        return schema;
    }

    private JsonObject List(ListRule rule)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = Of(rule.Items) };
        if (rule.AtLeast > 0)
        {
            schema["minItems"] = rule.AtLeast;
        }

        return schema;
    }
}
