using System.Text.Json;
using Arch.Workflows.Diagnostics;

namespace Arch.Host.Output;

/// <summary>Diagnostics and places for programs.</summary>
internal static class DiagnosticJson
{
    public static void Write(Utf8JsonWriter writer, Diagnostic diagnostic)
    {
        writer.WriteStartObject();
        writer.WriteString("code", diagnostic.Code);
        writer.WriteString("severity", diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning");
        writer.WriteString("message", diagnostic.Message);
        writer.WriteString("remedy", diagnostic.Remedy);
        WritePlace(writer, diagnostic.Place);
        if (diagnostic.Fix is { } fix)
        {
            writer.WriteStartObject("fix");
            WritePlace(writer, fix.Place);
            writer.WriteString("text", fix.NewText);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a place as members of the object that is open.</summary>
    public static void WritePlace(Utf8JsonWriter writer, SourcePlace place)
    {
        writer.WriteString("file", place.File);
        writer.WriteNumber("line", place.Line);
        writer.WriteNumber("column", place.Column);
        writer.WriteNumber("length", place.Length);
    }
}
