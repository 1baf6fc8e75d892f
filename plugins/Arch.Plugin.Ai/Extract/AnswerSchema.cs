using System.Text.Json;
using Arch.Plugin.Ai.Connecting;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Arch.Plugin.Ai.Extract;

/// <summary>Checks answers against a JSON Schema.</summary>
internal sealed class AnswerSchema
{
    private const int MaxBytes = 256 * 1024;
    private const int MaxProblems = 20;

    private readonly JsonSchema _schema;

    private AnswerSchema(JsonElement json, JsonSchema schema)
    {
        Json = json;
        _schema = schema;
    }

    public JsonElement Json { get; }

    public static async Task<AnswerSchema> ReadAsync(JsonElement schema, CancellationToken cancellationToken)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            throw AiFailures.Input($"The input 'schema' must be an object, a JSON Schema; it is {schema.ValueKind}.");
        }

        var text = schema.GetRawText();
        if (text.Length > MaxBytes)
        {
            throw AiFailures.Input($"The input 'schema' has {text.Length} characters; the most is {MaxBytes}.");
        }

        HoldToItself(schema);
        try
        {
            return new AnswerSchema(schema, await JsonSchema.FromJsonAsync(text, cancellationToken).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // The reader of schemas throws exceptions of many libraries; all mean that the schema is bad
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            throw AiFailures.Input($"The input 'schema' is no JSON Schema that can be read: {e.Message}");
        }
    }

    /// <summary>Says what does not fit.</summary>
    public IReadOnlyList<string> Check(string json)
    {
        // Newtonsoft, which the validator reads with, takes more for JSON than JSON is; the caller has parsed it already.
        var problems = _schema.Validate(json);
        return [.. problems.Take(MaxProblems).Select(Say)];
    }

    private static string Say(ValidationError error) => $"{(string.IsNullOrEmpty(error.Path) ? "#" : error.Path)}: {error.Kind}";

    // A reference to elsewhere would be read from a file or a server, past the grants of the plugin.
    private static void HoldToItself(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                HoldToItself(item);
            }
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (member.NameEquals("$ref") && member.Value.ValueKind == JsonValueKind.String
                && !member.Value.GetString()!.StartsWith('#'))
            {
                throw AiFailures.Input($"The input 'schema' refers to '{member.Value.GetString()}'; it may refer to its own parts alone ('#/…').");
            }

            HoldToItself(member.Value);
        }
    }
}
