using System.Text.Json;
using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Host.Output;

/// <summary>A run as commands report it.</summary>
internal static class RunReport
{
    /// <summary>Writes the object that programs read: the same members always, absent things as null.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="run">The run.</param>
    /// <param name="now">The moment that a run in flight is measured to.</param>
    /// <param name="waits">What it waits for.</param>
    /// <param name="more">Writes members of one's own; nothing unless given.</param>
    public static void Write(
        Utf8JsonWriter writer,
        RunSummary run,
        DateTimeOffset now,
        IReadOnlyList<WaitingStep> waits,
        Action<Utf8JsonWriter>? more = null)
    {
        writer.WriteStartObject();
        WriteStatus(writer, run);
        JsonText.WriteValue(writer, "outputs", run.Outputs);
        WriteRest(writer, run, now);
        WaitReport.Write(writer, run.RunId, waits);
        more?.Invoke(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes what a list tells of a run: all but what only its journal and outputs tell.</summary>
    public static void WriteBrief(Utf8JsonWriter writer, RunSummary run, DateTimeOffset now)
    {
        writer.WriteStartObject();
        WriteStatus(writer, run);
        WriteRest(writer, run, now);
        writer.WriteEndObject();
    }

    /// <summary>Writes how a run ended, for people: its outputs, or why there are none.</summary>
    public static async Task WriteTextAsync(TextWriter writer, RunSummary run, DateTimeOffset now, IReadOnlyList<WaitingStep> waits)
    {
        var until = run is { HasEnded: false, DueAt: { } due } && waits.Count == 0 ? $" until {StepText.Of(due)}" : "";
        var took = StepText.Of((run.EndedAt ?? now) - run.StartedAt);
        await writer.WriteLineAsync($"{run.Workflow} {StepText.Of(run.Status)}{until} after {took} (run {run.RunId})");
        if (run.Error is { } error)
        {
            var place = error.Step is null ? "" : $" in step '{error.Step}', attempt {error.Attempt}";
            await writer.WriteLineAsync($"  {error.Code}{place}: {error.Message}");
            await WriteCompensationAsync(writer, error.Compensation);
        }

        await WaitReport.WriteTextAsync(writer, run, waits);
        if (!run.Outputs.IsNullish && !(run.Outputs.TryGetObject(out var outputs) && outputs.Count == 0))
        {
            await writer.WriteLineAsync(ValueJson.ToJson(run.Outputs, indented: true));
        }
    }

    private static async Task WriteCompensationAsync(TextWriter writer, Value compensation)
    {
        if (!compensation.TryGetArray(out var steps))
        {
            return;
        }

        foreach (var step in steps)
        {
            var why = step["error"].IsNullish ? "" : $": {step["error"]["code"]} {step["error"]["message"]}";
            var word = step["status"] == Value.From("succeeded") ? "undone" : "could not be undone";
            await writer.WriteLineAsync($"  step '{step["step"]}' {word}{why}");
        }
    }

    private static void WriteStatus(Utf8JsonWriter writer, RunSummary run)
    {
        writer.WriteString("runId", run.RunId.Value);
        writer.WriteString("workflow", run.Workflow);
        writer.WriteString("status", StepText.Of(run.Status));
    }

    private static void WriteRest(Utf8JsonWriter writer, RunSummary run, DateTimeOffset now)
    {
        writer.WritePropertyName("error");
        WriteError(writer, run.Error);
        writer.WriteString("parent", run.Parent?.Value);
        writer.WriteString("startedAt", run.StartedAt);
        writer.WriteNumber("durationMs", (long)((run.EndedAt ?? now) - run.StartedAt).TotalMilliseconds);
        JsonText.WriteMoment(writer, "dueAt", run.DueAt);
    }

    private static void WriteError(Utf8JsonWriter writer, StepError? error)
    {
        if (error is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("kind", error.Kind);
        writer.WriteString("code", error.Code);
        writer.WriteString("message", error.Message);
        writer.WriteString("step", error.Step);
        writer.WriteNumber("attempt", error.Attempt);
        JsonText.WriteValue(writer, "details", error.Details);
        JsonText.WriteValue(writer, "compensation", error.Compensation);
        writer.WriteEndObject();
    }
}
