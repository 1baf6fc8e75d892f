using System.Text.Json;
using Arch.Host.Output;
using Arch.Testing;
using Arch.Testing.Comparing;
using Arch.Testing.Coverage;

namespace Arch.Host.Cli.Testing;

/// <summary>What came of tests, for programs.</summary>
internal static class TestJson
{
    public static string Of(TestResults results, TestOptions options) => JsonText.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("passed", results.Cases.Count(result => !result.HasFailed && !result.IsSkipped));
        writer.WriteNumber("failed", results.Cases.Count(result => result.HasFailed));
        writer.WriteNumber("skipped", results.Cases.Count(result => result.IsSkipped));
        writer.WriteNumber("durationSeconds", Math.Round(results.Duration.TotalSeconds, 3));
        WriteAll(writer, "diagnostics", results.Diagnostics, DiagnosticJson.Write);
        WriteAll(writer, "cases", results.Cases, WriteCase);
        if (options.WantsCoverage)
        {
            WriteAll(writer, "coverage", results.Coverage, WriteCoverage);
        }

        WriteAll(writer, "written", results.Written, (_, file) => writer.WriteStringValue(file));
        writer.WriteEndObject();
    });

    private static void WriteCase(Utf8JsonWriter writer, CaseResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("workflow", result.Suite.Workflow.FullName);
        writer.WriteString("name", result.Case.Name);
        DiagnosticJson.WritePlace(writer, result.Case.Place);
        writer.WriteString("result", result.IsSkipped ? "skipped" : result.HasFailed ? "failed" : "passed");
        writer.WriteNumber("durationSeconds", Math.Round(result.Duration.TotalSeconds, 3));
        if (result.Case.Skip is { } reason)
        {
            writer.WriteString("skip", reason);
        }

        if (result.Outcome is { } outcome)
        {
            writer.WriteString("status", outcome.Status);
            writer.WriteNumber("simulatedSeconds", outcome.Took.TotalSeconds);
            WriteAll(writer, "path", outcome.Path, (_, step) => writer.WriteStringValue(step));
            JsonText.WriteValue(writer, "outputs", outcome.Outputs);
        }

        WriteAll(writer, "findings", result.Findings, WriteFinding);
        writer.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("what", finding.What);
        writer.WriteString("code", finding.Code);
        DiagnosticJson.WritePlace(writer, finding.Place);
        writer.WriteString("message", finding.Message);
        writer.WriteString("expected", finding.Expected);
        writer.WriteString("actual", finding.Actual);
        WriteAll(writer, "details", finding.Details, (_, detail) => writer.WriteStringValue(detail));
        writer.WriteString("remedy", finding.Remedy);
        writer.WriteEndObject();
    }

    private static void WriteCoverage(Utf8JsonWriter writer, CoverageReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("workflow", report.Workflow);
        writer.WriteString("file", report.File);
        writer.WriteNumber("steps", report.Steps);
        writer.WriteNumber("stepsCovered", report.StepsCovered);
        writer.WriteNumber("branches", report.Branches);
        writer.WriteNumber("branchesCovered", report.BranchesCovered);
        WriteAll(writer, "points", report.Points, (_, point) =>
        {
            writer.WriteStartObject();
            writer.WriteString("step", point.Point.Step);
            writer.WriteString("branch", point.Point.Branch);
            DiagnosticJson.WritePlace(writer, point.Point.Place);
            writer.WriteBoolean("covered", point.IsCovered);
            writer.WriteEndObject();
        });
        writer.WriteEndObject();
    }

    private static void WriteAll<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    }
}
