using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Host.Output;

/// <summary>A run as commands report it.</summary>
internal static class RunReport
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        SkipValidation = true,
    };

    /// <summary>Gives JSON with what <paramref name="write"/> writes.</summary>
    public static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the object that programs read: the same members always, absent things as null.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="run">The run.</param>
    /// <param name="now">The moment that a run in flight is measured to.</param>
    /// <param name="more">Writes members of one's own; nothing unless given.</param>
    public static void Write(Utf8JsonWriter writer, RunSummary run, DateTimeOffset now, Action<Utf8JsonWriter>? more = null)
    {
        writer.WriteStartObject();
        writer.WriteString("runId", run.RunId.Value);
        writer.WriteString("workflow", run.Workflow);
        writer.WriteString("status", StepText.Of(run.Status));
        writer.WritePropertyName("outputs");
        ValueJson.Write(run.Outputs, writer);
        writer.WritePropertyName("error");
        WriteError(writer, run.Error);
        writer.WriteString("startedAt", run.StartedAt);
        writer.WriteNumber("durationMs", (long)((run.EndedAt ?? now) - run.StartedAt).TotalMilliseconds);
        more?.Invoke(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes how a run ended, for people: its outputs, or why there are none.</summary>
    public static async Task WriteTextAsync(TextWriter writer, RunSummary run, DateTimeOffset now)
    {
        var until = run is { HasEnded: false, DueAt: { } due } ? $" until {StepText.Of(due)}" : "";
        var took = StepText.Of((run.EndedAt ?? now) - run.StartedAt);
        await writer.WriteLineAsync($"{run.Workflow} {StepText.Of(run.Status)}{until} after {took} (run {run.RunId})");
        if (run.Error is { } error)
        {
            var place = error.Step is null ? "" : $" in step '{error.Step}', attempt {error.Attempt}";
            await writer.WriteLineAsync($"  {error.Code}{place}: {error.Message}");
        }

        if (!run.Outputs.IsNullish && !(run.Outputs.TryGetObject(out var outputs) && outputs.Count == 0))
        {
            await writer.WriteLineAsync(ValueJson.ToJson(run.Outputs, indented: true));
        }
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
        writer.WritePropertyName("details");
        ValueJson.Write(error.Details, writer);
        writer.WriteEndObject();
    }
}
