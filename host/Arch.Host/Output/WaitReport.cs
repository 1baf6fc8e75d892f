using System.Text.Json;
using Arch.Engine.History;
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
            writer.WriteString("step", step.Path);
            writer.WriteBoolean("needsAll", step.NeedsAll);
            writer.WriteStartArray("waits");
            foreach (var wait in step.WaitsFor)
            {
                Write(writer, runId, wait);
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
            await writer.WriteLineAsync($"  {step.Path ?? "The run"} {WaitText.Describe(step)}");
            foreach (var command in step.WaitsFor.SelectMany(wait => WaitText.Commands(run.RunId, wait)))
            {
                await writer.WriteLineAsync($"    {command}");
            }
        }

        if (run.Status == RunStatus.Parked)
        {
            await writer.WriteLineAsync($"  Once the cause is gone, go on with it:\n    arch runs resume {run.RunId}");
        }
        else if (run is { Status: RunStatus.Waiting, DueAt: not null })
        {
            await writer.WriteLineAsync("  When its time has come, the next 'arch run' or 'arch runs resume' goes on with it.");
        }
    }

    private static void Write(Utf8JsonWriter writer, RunId runId, WaitView wait)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", WaitText.Of(wait.Kind));
        writer.WriteString("name", wait.Name.Length == 0 ? null : wait.Name);
        writer.WriteString("title", wait.Title);
        JsonText.WriteMoment(writer, "until", wait.Until);
        JsonText.WriteMoment(writer, "timeoutAt", wait.TimeoutAt);
        writer.WriteStartArray("commands");
        foreach (var command in WaitText.Commands(runId, wait))
        {
            writer.WriteStringValue(command);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
