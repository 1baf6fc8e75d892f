using System.Text.Json;
using Arch.Workflows.Diagnostics;

namespace Arch.Host.Cli.Validation;

/// <summary>Diagnostics in the Static Analysis Results Interchange Format (OASIS SARIF 2.1.0).</summary>
internal static class SarifReport
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<Diagnostic> diagnostics)
    {
        var codes = diagnostics.Select(diagnostic => diagnostic.Code).Distinct().Order(StringComparer.Ordinal).ToList();
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        writer.WriteString("version", "2.1.0");
        writer.WriteStartArray("runs");
        writer.WriteStartObject();
        WriteTool(writer, codes);
        writer.WriteString("columnKind", "utf16CodeUnits");
        writer.WriteStartArray("results");
        foreach (var diagnostic in diagnostics)
        {
            WriteResult(writer, diagnostic, codes.BinarySearch(diagnostic.Code, StringComparer.Ordinal));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter writer, List<string> codes)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "arch");
        writer.WriteString("version", typeof(SarifReport).Assembly.GetName().Version?.ToString(3));
        writer.WriteStartArray("rules");
        foreach (var code in codes)
        {
            writer.WriteStartObject();
            writer.WriteString("id", code);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, Diagnostic diagnostic, int rule)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", diagnostic.Code);
        writer.WriteNumber("ruleIndex", rule);
        writer.WriteString("level", diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning");
        WriteText(writer, "message", diagnostic.Remedy is null ? diagnostic.Message : $"{diagnostic.Message} {diagnostic.Remedy}");
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation");
        WriteFile(writer, diagnostic.Place.File);
        WriteRegion(writer, "region", diagnostic.Place);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        if (diagnostic.Fix is { } fix)
        {
            WriteFix(writer, fix);
        }

        writer.WriteEndObject();
    }

    private static void WriteFix(Utf8JsonWriter writer, TextFix fix)
    {
        writer.WriteStartArray("fixes");
        writer.WriteStartObject();
        writer.WriteStartArray("artifactChanges");
        writer.WriteStartObject();
        WriteFile(writer, fix.Place.File);
        writer.WriteStartArray("replacements");
        writer.WriteStartObject();
        WriteRegion(writer, "deletedRegion", fix.Place);
        WriteText(writer, "insertedContent", fix.NewText);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter writer, string file)
    {
        writer.WriteStartObject("artifactLocation");
        var path = file.Replace(Path.DirectorySeparatorChar, '/');
        writer.WriteString("uri", string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));
        writer.WriteEndObject();
    }

    // A region without a line would be no region: the whole file is meant.
    private static void WriteRegion(Utf8JsonWriter writer, string name, SourcePlace place)
    {
        if (place.Line > 0)
        {
            writer.WriteStartObject(name);
            writer.WriteNumber("startLine", place.Line);
            writer.WriteNumber("startColumn", place.Column);
            writer.WriteNumber("endColumn", place.Column + place.Length);
            writer.WriteEndObject();
        }
    }
}
