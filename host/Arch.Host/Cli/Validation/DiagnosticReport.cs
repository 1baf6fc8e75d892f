using System.Text.Json;
using Arch.Host.Output;
using Arch.Workflows.Diagnostics;

namespace Arch.Host.Cli.Validation;

/// <summary>Says what is wrong with files.</summary>
internal static class DiagnosticReport
{
    public static void Write(TextWriter writer, ReportFormat format, int files, IReadOnlyList<Diagnostic> diagnostics)
    {
        switch (format)
        {
            case ReportFormat.Json:
                writer.WriteLine(JsonText.Of(json => WriteJson(json, files, diagnostics)));
                break;
            case ReportFormat.Sarif:
                writer.WriteLine(JsonText.Of(json => SarifReport.Write(json, diagnostics)));
                break;
            default:
                foreach (var diagnostic in diagnostics)
                {
                    writer.WriteLine(format == ReportFormat.GitHub ? GitHubCommand.Of(diagnostic) : diagnostic.ToString());
                }

                break;
        }
    }

    private static void WriteJson(Utf8JsonWriter writer, int files, IReadOnlyList<Diagnostic> diagnostics)
    {
        writer.WriteStartObject();
        writer.WriteNumber("files", files);
        writer.WriteNumber("errors", diagnostics.Count(one => one.Severity == DiagnosticSeverity.Error));
        writer.WriteNumber("warnings", diagnostics.Count(one => one.Severity == DiagnosticSeverity.Warning));
        writer.WriteStartArray("diagnostics");
        foreach (var diagnostic in diagnostics)
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

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter writer, SourcePlace place)
    {
        writer.WriteString("file", place.File);
        writer.WriteNumber("line", place.Line);
        writer.WriteNumber("column", place.Column);
        writer.WriteNumber("length", place.Length);
    }
}
