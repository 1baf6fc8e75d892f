using System.Text.Json;
using Arch.Engine.History;
using Arch.Expressions.Values;

namespace Arch.Host.Output;

/// <summary>The steps of a run for programs: the same members always, absent things as null.</summary>
internal static class StepReport
{
    public static void Write(Utf8JsonWriter writer, IEnumerable<StepView> steps)
    {
        writer.WriteStartArray("steps");
        foreach (var step in steps)
        {
            Write(writer, step);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, StepView step)
    {
        writer.WriteStartObject();
        writer.WriteString("path", step.Path);
        writer.WriteString("id", step.Id);
        writer.WriteString("name", step.Name);
        writer.WriteString("verb", step.Verb);
        writer.WriteString("uses", step.Uses);
        writer.WriteString("block", step.Block);
        writer.WriteString("status", StepText.Of(step.Status));
        writer.WriteString("startedAt", step.StartedAt);
        JsonText.WriteMoment(writer, "endedAt", step.EndedAt);
        JsonText.WriteValue(writer, "inputs", step.Inputs);
        JsonText.WriteValue(writer, "outputs", step.Outputs);
        JsonText.WriteValue(writer, "error", step.Error?.ToValue() ?? Value.Null);
        writer.WriteString("skippedBecause", step.SkippedBecause);
        writer.WriteBoolean("cached", step.IsCached);
        writer.WriteString("called", step.Called?.Value);
        WriteAttempts(writer, step);
        writer.WriteNumber("firstRecord", step.FirstSequence);
        writer.WriteNumber("lastRecord", step.LastSequence);
        Write(writer, step.Steps);
        writer.WriteEndObject();
    }

    private static void WriteAttempts(Utf8JsonWriter writer, StepView step)
    {
        writer.WriteStartArray("attempts");
        foreach (var attempt in step.Attempts)
        {
            writer.WriteStartObject();
            writer.WriteNumber("number", attempt.Number);
            writer.WriteString("startedAt", attempt.StartedAt);
            JsonText.WriteMoment(writer, "endedAt", attempt.EndedAt);
            JsonText.WriteValue(writer, "error", attempt.Error?.ToValue() ?? Value.Null);
            JsonText.WriteMoment(writer, "nextAt", attempt.NextAt);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
