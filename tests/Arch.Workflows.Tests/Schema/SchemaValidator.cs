using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Arch.Workflows.Tests.Schema;

/// <summary>
/// Validates by the keywords of JSON Schema 2020-12 that the product's schemas use; an unknown keyword fails the test. The validators
/// that can be had as packages stop at draft 4 or cannot be restored.
/// </summary>
internal sealed class SchemaValidator(JsonObject root)
{
    private static readonly HashSet<string> Annotations =
        ["$schema", "$defs", "title", "description", "examples", "default", "format", "writeOnly"];

    public IReadOnlyList<string> Validate(JsonNode? value)
    {
        var errors = new List<string>();
        Validate(root, value, "", errors);
        return errors;
    }

    private bool IsValid(JsonNode? schema, JsonNode? value)
    {
        var errors = new List<string>();
        Validate(schema, value, "", errors);
        return errors.Count == 0;
    }

    private void Validate(JsonNode? schema, JsonNode? value, string path, List<string> errors)
    {
        if (schema is JsonValue truth)
        {
            if (!truth.GetValue<bool>())
            {
                errors.Add($"{path}: nothing is allowed");
            }

            return;
        }

        foreach (var (keyword, argument) in schema!.AsObject())
        {
            Apply(keyword, argument!, schema.AsObject(), value, path, errors);
        }
    }

    private void Apply(string keyword, JsonNode argument, JsonObject schema, JsonNode? value, string path, List<string> errors)
    {
        void Require(bool fits)
        {
            if (!fits)
            {
                errors.Add($"{path}: {keyword} {argument.ToJsonString()}");
            }
        }

        switch (keyword)
        {
            case "$ref":
                Validate(root["$defs"]![argument.GetValue<string>()["#/$defs/".Length..]], value, path, errors);
                break;
            case "type":
                Require((argument is JsonArray types ? types.Select(type => type!.GetValue<string>()) : [argument.GetValue<string>()]).Any(type => IsOfType(value, type)));
                break;
            case "const":
                Require(JsonNode.DeepEquals(argument, value));
                break;
            case "enum":
                Require(argument.AsArray().Any(one => JsonNode.DeepEquals(one, value)));
                break;
            case "pattern" when Text(value) is { } text:
                Require(Regex.IsMatch(text, argument.GetValue<string>()));
                break;
            case "minimum" when Number(value) is { } number:
                Require(number >= argument.GetValue<double>());
                break;
            case "maximum" when Number(value) is { } number:
                Require(number <= argument.GetValue<double>());
                break;
            case "minItems" when value is JsonArray array:
                Require(array.Count >= argument.GetValue<int>());
                break;
            case "minProperties" when value is JsonObject members:
                Require(members.Count >= argument.GetValue<int>());
                break;
            case "required" when value is JsonObject members:
                Require(argument.AsArray().All(name => members.ContainsKey(name!.GetValue<string>())));
                break;
            case "properties" when value is JsonObject members:
                foreach (var (name, inner) in argument.AsObject().Where(property => members.ContainsKey(property.Key)))
                {
                    Validate(inner, members[name], $"{path}/{name}", errors);
                }

                break;
            case "additionalProperties" when value is JsonObject members:
                foreach (var (name, member) in members.Where(member => schema["properties"]?[member.Key] is null))
                {
                    Validate(argument, member, $"{path}/{name}", errors);
                }

                break;
            case "propertyNames" when value is JsonObject members:
                foreach (var (name, _) in members)
                {
                    Validate(argument, JsonValue.Create(name), $"{path}/{name}", errors);
                }

                break;
            case "items" when value is JsonArray array:
                for (var i = 0; i < array.Count; i++)
                {
                    Validate(argument, array[i], $"{path}/{i}", errors);
                }

                break;
            case "allOf":
                foreach (var one in argument.AsArray())
                {
                    Validate(one, value, path, errors);
                }

                break;
            case "anyOf":
                Require(argument.AsArray().Any(one => IsValid(one, value)));
                break;
            case "not":
                Require(!IsValid(argument, value));
                break;
            case "if":
                if (IsValid(argument, value))
                {
                    Validate(schema["then"], value, path, errors);
                }

                break;
            case "then" or "pattern" or "minimum" or "maximum" or "minItems" or "minProperties" or "required" or "properties"
                or "additionalProperties" or "propertyNames" or "items":
                break;
            default:
                Annotations.ShouldContain(keyword, "the test's validator knows no such keyword");
                break;
        }
    }

    private static string? Text(JsonNode? value) => value is JsonValue scalar && scalar.TryGetValue<string>(out var text) ? text : null;

    private static double? Number(JsonNode? value) => value?.GetValueKind() == System.Text.Json.JsonValueKind.Number ? value.GetValue<double>() : null;

    private static bool IsOfType(JsonNode? value, string type) => (value?.GetValueKind() ?? System.Text.Json.JsonValueKind.Null, type) switch
    {
        (System.Text.Json.JsonValueKind.Object, "object") or (System.Text.Json.JsonValueKind.Array, "array") => true,
        (System.Text.Json.JsonValueKind.String, "string") or (System.Text.Json.JsonValueKind.Null, "null") => true,
        (System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False, "boolean") => true,
        (System.Text.Json.JsonValueKind.Number, "number") => true,
        (System.Text.Json.JsonValueKind.Number, "integer") => Math.Truncate(value!.GetValue<double>()).Equals(value.GetValue<double>()),
        _ => false,
    };
}
