using System.Text.Json;
using Arch.Engine.History;
using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Host.Output;

/// <summary>Where two runs part, as commands report it.</summary>
internal static class DiffReport
{
    // More are in the JSON.
    private const int MostListed = 20;

    /// <summary>Writes the object that programs read.</summary>
    public static void Write(Utf8JsonWriter writer, RunDiff diff)
    {
        writer.WriteStartObject();
        writer.WriteString("left", diff.Left.RunId.Value);
        writer.WriteString("right", diff.Right.RunId.Value);
        writer.WriteBoolean("sameDefinition", diff.IsSameDefinition);
        writer.WriteBoolean("sameInputs", diff.HasSameInputs);
        writer.WriteBoolean("sameEnd", diff.HasSameEnd);
        writer.WriteStartArray("steps");
        foreach (var difference in All(diff))
        {
            writer.WriteStartObject();
            writer.WriteString("path", difference.Path);
            writer.WriteStartArray("differs");
            foreach (var kind in Kinds(difference.Kind))
            {
                writer.WriteStringValue(kind);
            }

            writer.WriteEndArray();
            Write(writer, "left", difference.Left);
            Write(writer, "right", difference.Right);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("more", diff.More);
        writer.WriteEndObject();
    }

    /// <summary>Writes it for people: the left run's side with <c>-</c>, the right one's with <c>+</c>.</summary>
    public static async Task WriteTextAsync(TextWriter writer, RunDiff diff)
    {
        await writer.WriteLineAsync($"- {Line(diff.Left)}");
        await writer.WriteLineAsync($"+ {Line(diff.Right)}");
        if (!diff.IsSameDefinition)
        {
            await writer.WriteLineAsync("They are of different definitions.");
        }

        if (!diff.HasSameInputs)
        {
            await WriteAsync(writer, "inputs", diff.Left.Inputs, diff.Right.Inputs);
        }

        foreach (var (i, difference) in All(diff).Take(MostListed).Index())
        {
            await writer.WriteLineAsync($"{(i == 0 ? "First differs " : "")}step '{difference.Path}': {string.Join(", ", Kinds(difference.Kind))}");
            await WriteStepAsync(writer, difference);
        }

        var left = All(diff).Skip(MostListed).Count() + diff.More;
        if (left > 0)
        {
            await writer.WriteLineAsync($"{left} more steps differ.");
        }

        if (diff.First is null)
        {
            await writer.WriteLineAsync(diff.HasSameEnd ? "No step differs." : "No step differs, but the ends do.");
        }

        if (diff.Left.Outputs != diff.Right.Outputs)
        {
            await WriteAsync(writer, "outputs", diff.Left.Outputs, diff.Right.Outputs);
        }
    }

    private static async Task WriteStepAsync(TextWriter writer, StepDifference difference)
    {
        if (difference is not { Left: { } left, Right: { } right })
        {
            return;
        }

        if (difference.Kind.HasFlag(StepDifferenceKind.Status))
        {
            await writer.WriteLineAsync($"  - {StepText.Of(left.Status)}\n  + {StepText.Of(right.Status)}");
        }

        if (difference.Kind.HasFlag(StepDifferenceKind.Inputs))
        {
            await WriteAsync(writer, "in", left.Inputs, right.Inputs);
        }

        if (difference.Kind.HasFlag(StepDifferenceKind.Outputs))
        {
            await WriteAsync(writer, "out", left.Outputs, right.Outputs);
        }

        if (difference.Kind.HasFlag(StepDifferenceKind.Error))
        {
            await writer.WriteLineAsync($"  - {Line(left.Error)}\n  + {Line(right.Error)}");
        }
    }

    private static Task WriteAsync(TextWriter writer, string name, Value left, Value right) =>
        writer.WriteLineAsync($"  - {name}  {JsonText.Short(left)}\n  + {name}  {JsonText.Short(right)}");

    private static void Write(Utf8JsonWriter writer, string name, StepView? step)
    {
        if (step is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteString("status", StepText.Of(step.Status));
        JsonText.WriteValue(writer, "inputs", step.Inputs);
        JsonText.WriteValue(writer, "outputs", step.Outputs);
        JsonText.WriteValue(writer, "error", step.Error?.ToValue() ?? Value.Null);
        writer.WriteEndObject();
    }

    private static IEnumerable<StepDifference> All(RunDiff diff) => diff.First is { } first ? [first, .. diff.Later] : [];

    private static string Line(RunView run) => $"run {run.RunId}  {run.Workflow}  {StepText.Of(run.Status)}  {StepText.Of(run.StartedAt)}";

    private static string Line(StepError? error) => error is null ? "no error" : $"{error.Code} {error.Message}";

    public static IEnumerable<string> Kinds(StepDifferenceKind kind)
    {
        (StepDifferenceKind Kind, string Word)[] all =
        [
            (StepDifferenceKind.OnlyLeft, "only in the left run"),
            (StepDifferenceKind.OnlyRight, "only in the right run"),
            (StepDifferenceKind.Status, "status"),
            (StepDifferenceKind.Inputs, "inputs"),
            (StepDifferenceKind.Outputs, "outputs"),
            (StepDifferenceKind.Error, "error"),
            (StepDifferenceKind.Variables, "variables"),
        ];
        return all.Where(one => kind.HasFlag(one.Kind)).Select(one => one.Word);
    }
}
