using System.CommandLine;
using System.Text.Json;
using Arch.Engine.Journal;
using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;

namespace Arch.Host.Cli.Runs;

/// <summary><c>arch runs show ID</c></summary>
internal static class RunsShowCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The run." };
        var output = CommonOptions.Output();
        var command = new Command("show", "Shows what a run did, step by step.") { id, output };
        command.SetAction((parsed, _) => ShowAsync(parsed.GetRequiredValue(id), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> ShowAsync(string id, OutputFormat format)
    {
        using var project = Project.Open();
        await using var store = await ProjectStore.OpenForAsync(project, id);
        var run = await store.FindAsync(new RunId(id)) ?? throw ProjectStore.NoSuchRun(id);
        var source = new ProjectDefinitions(project, project.Workflows());
        var records = await store.ReadAsync(run.RunId);
        var definitions = await RunDefinitions.LoadAsync(
            records,
            async definition => source.Restore(await store.FindDefinitionAsync(definition) ?? []));
        var warnings = RunHistory.Warnings(run.RunId, records);
        var steps = RunHistory.Read(definitions, run.RunId, records);
        var waits = await RunWaits.FindAsync(store, project, run);
        var now = TimeProvider.System.GetUtcNow();
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.Of(writer => RunReport.Write(writer, run, now, waits, more =>
            {
                WriteWarnings(more, warnings);
                WriteSteps(more, steps);
            })));
            return ExitCodes.Succeeded;
        }

        foreach (var warning in warnings)
        {
            await Console.Out.WriteLineAsync(StepText.Describe(warning));
        }

        foreach (var step in steps.Where(step => step.Change != StepChange.Started))
        {
            await Console.Out.WriteLineAsync($"{new string(' ', 2 * step.Depth)}{step.StepPath} {StepText.Describe(step)}");
        }

        await RunReport.WriteTextAsync(Console.Out, run, now, waits);
        return ExitCodes.Succeeded;
    }

    private static void WriteWarnings(Utf8JsonWriter writer, IReadOnlyList<RunWarning> warnings)
    {
        writer.WriteStartArray("warnings");
        foreach (var warning in warnings)
        {
            writer.WriteStartObject();
            writer.WriteString("message", warning.Message);
            writer.WriteString("at", warning.At);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteSteps(Utf8JsonWriter writer, IReadOnlyList<StepProgress> steps)
    {
        writer.WriteStartArray("steps");
        foreach (var step in steps)
        {
            writer.WriteStartObject();
            writer.WriteString("path", step.StepPath);
            writer.WriteString("change", StepText.Of(step.Change));
            writer.WriteString("at", step.At);
            writer.WriteNumber("attempt", step.Attempt);
            if (step.Duration is { } duration)
            {
                writer.WriteNumber("durationMs", (long)duration.TotalMilliseconds);
            }

            if (step.Error is { } error)
            {
                writer.WritePropertyName("error");
                ValueJson.Write(error.ToValue(), writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
