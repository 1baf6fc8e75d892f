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
            DiagnosticJson.Write(writer, diagnostic);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
