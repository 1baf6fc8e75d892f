using System.Text.Json;
using Arch.Host.Output;
using Arch.Workflows.Comparing;

namespace Arch.Host.Cli.Plans;

/// <summary>Says a plan to programs.</summary>
internal static class PlanJson
{
    public static string Of(VersionPlan plan, IReadOnlyDictionary<string, int> runs) => JsonText.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("differs", plan.Documents.Length > 0);
        writer.WriteStartArray("documents");
        foreach (var document in plan.Documents)
        {
            Write(writer, document, runs);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("brokenCalls");
        foreach (var call in plan.BrokenCalls)
        {
            writer.WriteStartObject();
            writer.WriteString("caller", call.Caller);
            writer.WriteString("step", call.Step);
            writer.WriteString("callee", call.Callee);
            writer.WriteString("reason", call.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, DocumentChange document, IReadOnlyDictionary<string, int> runs)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", document.Kind);
        writer.WriteString("name", document.Name);
        writer.WriteString("file", document.File);
        writer.WriteString("change", Name(document.Change));
        writer.WriteNumber("pinnedRuns", document.Kind == "workflow" ? runs.GetValueOrDefault(document.Name) : 0);
        writer.WriteStartArray("items");
        foreach (var item in document.Items)
        {
            writer.WriteStartObject();
            writer.WriteString("area", item.Area);
            writer.WriteString("change", Name(item.Change));
            writer.WriteString("name", item.Name);
            writer.WriteString("summary", item.Summary);
            writer.WriteStartArray("keys");
            foreach (var key in item.Keys)
            {
                writer.WriteStartObject();
                writer.WriteString("key", key.Key);
                WriteJson(writer, "old", key.Old);
                WriteJson(writer, "new", key.New);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // A key that is not there is left out; null is a value.
    private static void WriteJson(Utf8JsonWriter writer, string name, string? json)
    {
        if (json is not null)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(json);
        }
    }

    private static string Name(ChangeKind change) => JsonNamingPolicy.CamelCase.ConvertName(change.ToString());
}
