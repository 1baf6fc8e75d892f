using System.Text.Json;
using Arch.Engine.Progress;
using Arch.Engine.Runs;

namespace Arch.Host.Output;

/// <summary>What a run waits for and how to go on, as commands report it.</summary>
internal static class WaitReport
{
    /// <summary>Writes the member <c>waitsFor</c>.</summary>
    public static void Write(Utf8JsonWriter writer, RunId runId, IReadOnlyList<WaitingStep> steps)
    {
        writer.WriteStartArray("waitsFor");
        foreach (var step in steps)
        {
            writer.WriteStartObject();
            writer.WriteString("step", step.StepPath);
            writer.WriteBoolean("needsAll", step.NeedsAll);
            writer.WriteStartArray("awaits");
            foreach (var awaited in step.Awaits)
            {
                Write(writer, runId, awaited);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a line for each step that waits, and the commands that let it go on.</summary>
    public static async Task WriteTextAsync(TextWriter writer, RunSummary run, IReadOnlyList<WaitingStep> steps)
    {
        foreach (var step in steps)
        {
            await writer.WriteLineAsync($"  {step.StepPath ?? "The run"} {WaitText.Describe(step)}");
            foreach (var command in step.Awaits.Select(awaited => WaitText.Command(run.RunId, awaited)).OfType<string>())
            {
                await writer.WriteLineAsync($"    {command}");
            }
        }

        switch (run.Status)
        {
            case RunStatus.Paused:
                await writer.WriteLineAsync($"  It begins nothing more until it is resumed:\n    arch runs resume {run.RunId}");
                break;
            case RunStatus.Parked:
                await writer.WriteLineAsync($"  Once the cause is gone, go on with it:\n    arch runs resume {run.RunId}");
                break;
            case RunStatus.Waiting when run.DueAt is not null:
                await writer.WriteLineAsync("  When its time has come, the next 'arch run' or 'arch runs resume' goes on with it.");
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, RunId runId, Awaited awaited)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", WaitText.Of(awaited.Kind));
        writer.WriteString("name", awaited.Kind == AwaitedKind.Moment ? null : awaited.Name);
        JsonText.WriteMoment(writer, "until", awaited.Until);
        writer.WriteString("task", awaited.TaskId);
        writer.WriteString("command", WaitText.Command(runId, awaited));
        writer.WriteEndObject();
    }
}
