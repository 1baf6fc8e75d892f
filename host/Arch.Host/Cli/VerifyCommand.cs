using System.CommandLine;
using System.Globalization;
using Arch.Engine.Verification;
using Arch.Host.Cli.Operations;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;
using Arch.Storage.Sqlite;

namespace Arch.Host.Cli;

/// <summary><c>arch verify</c></summary>
internal static class VerifyCommand
{
    // More are in the JSON.
    private const int MostListed = 50;

    public static Command Create()
    {
        var store = new Option<string?>("--store") { Description = "The folder of the store; that of the project unless given.", HelpName = "folder" };
        var output = CommonOptions.Output();
        var command = new Command("verify", "Checks that all that the store says of runs follows from their journals, and that no run is stuck. No host should work on it meanwhile.") { store, output };
        command.SetAction((parsed, _) => VerifyAsync(parsed.GetValue(store), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> VerifyAsync(string? folder, OutputFormat format)
    {
        using var signals = new StopSignals();
        using var project = Project.Open();
        var data = folder ?? project.Settings.DataFolder;
        if (!File.Exists(Path.Combine(data, "arch.db")))
        {
            throw new UsageException("ARCH6016", $"There is no store in '{data}'. Name its folder with --store, or run the command in the folder of the project.");
        }

        await using var store = await SqliteJournalStore.OpenAsync(new SqliteStoreOptions { Folder = data });
        var verifier = new StoreVerifier(store, store, new ProjectDefinitions(project, project.Workflows()), TimeProvider.System);
        var report = await verifier.VerifyAsync(new Progress(), signals.Asked);
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(Json(report));
        }
        else
        {
            await WriteTextAsync(report);
        }

        return report.Violations.Count == 0 ? ExitCodes.Succeeded : ExitCodes.ProblemsFound;
    }

    private static string Json(VerificationReport report) => JsonText.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("runs", report.Runs);
        writer.WriteNumber("records", report.Records);
        writer.WriteStartArray("violations");
        foreach (var violation in report.Violations)
        {
            writer.WriteStartObject();
            writer.WriteString("invariant", violation.Invariant);
            writer.WriteString("runId", violation.RunId?.Value);
            writer.WriteString("message", violation.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static async Task WriteTextAsync(VerificationReport report)
    {
        foreach (var violation in report.Violations.Take(MostListed))
        {
            await Console.Out.WriteLineAsync($"{violation.Invariant} {(violation.RunId is { } run ? $"run {run}: " : "")}{violation.Message}");
        }

        if (report.Violations.Count > MostListed)
        {
            await Console.Out.WriteLineAsync($"... {report.Violations.Count - MostListed} more ('--output json' has them)");
        }

        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Runs:N0} runs with {report.Records:N0} records verified, {(report.Violations.Count == 0 ? "nothing is wrong" : $"{report.Violations.Count} things are wrong")}."));
    }

    private sealed class Progress : IProgress<long>
    {
        private readonly BulkProgress _progress = new();

        public void Report(long value) => _progress.Report(value);
    }
}
