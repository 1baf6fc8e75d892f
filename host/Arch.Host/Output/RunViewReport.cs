using System.Text.Json;
using Arch.Engine.History;
using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Host.Output;

/// <summary>A run with all that it did, as <c>arch runs show</c> reports it.</summary>
/// <param name="run">The run as it is now, or was.</param>
/// <param name="view">The same, with its steps.</param>
/// <param name="records">How many records there are; the view may be of an earlier one.</param>
/// <param name="warnings">The checks that did not hold.</param>
internal sealed class RunViewReport(RunSummary run, RunView view, int records, IReadOnlyList<RunWarning> warnings)
{
    private readonly DateTimeOffset _now = view.Sequence < records ? view.At : TimeProvider.System.GetUtcNow();
    private readonly IReadOnlyList<WaitingStep> _waits = WaitingStep.In(view);

    public void Write(Utf8JsonWriter writer) => RunReport.Write(writer, run, _now, _waits, more =>
    {
        more.WriteNumber("record", view.Sequence);
        more.WriteNumber("records", records);
        more.WriteString("recordAt", view.At);
        more.WriteString("definition", view.Definition.Value);
        more.WriteNumber("attempt", view.Attempt);
        more.WriteString("repeatOf", view.RepeatOf?.Value);
        more.WriteNumber("rewound", view.Rewound);
        JsonText.WriteValue(more, "trigger", view.Trigger);
        JsonText.WriteValue(more, "inputs", view.Inputs);
        JsonText.WriteValue(more, "variables", view.Variables);
        more.WriteStartArray("warnings");
        foreach (var warning in warnings)
        {
            more.WriteStartObject();
            more.WriteString("message", warning.Message);
            more.WriteString("at", warning.At);
            more.WriteEndObject();
        }

        more.WriteEndArray();
        StepReport.Write(more, view.Steps);
    });

    public async Task WriteTextAsync(TextWriter writer)
    {
        if (view.Sequence < records)
        {
            await writer.WriteLineAsync($"As it was after record {view.Sequence} of {records}, at {StepText.Of(view.At)}:");
        }

        await WriteHeadAsync(writer);
        foreach (var warning in warnings)
        {
            await writer.WriteLineAsync(StepText.Describe(warning));
        }

        await new StepTree(writer, _now).WriteAsync(view.Steps);
        foreach (var signal in view.Signals)
        {
            await writer.WriteLineAsync($"Signal '{signal.Name}' of {StepText.Of(signal.At)} is kept for a wait to come: {JsonText.Short(signal.Data)}");
        }

        await RunReport.WriteTextAsync(writer, run, _now, _waits);
    }

    private async Task WriteHeadAsync(TextWriter writer)
    {
        await WriteAsync(writer, "inputs   ", view.Inputs);
        await WriteAsync(writer, "variables", view.Variables);
        await WriteAsync(writer, "trigger  ", view.Trigger["kind"] == Value.From("manual") ? Value.Undefined : view.Trigger);
        if (view.RepeatOf is { } earlier)
        {
            await writer.WriteLineAsync($"repeats    run {earlier}");
        }

        if (view.Rewound > 0)
        {
            await writer.WriteLineAsync($"rewound    {(view.Rewound == 1 ? "once" : $"{view.Rewound} times")}, to go on from an earlier step");
        }
    }

    private static async Task WriteAsync(TextWriter writer, string name, Value value)
    {
        if (!value.IsNullish && !(value.TryGetObject(out var members) && members.Count == 0))
        {
            await writer.WriteLineAsync($"{name}  {JsonText.Short(value)}");
        }
    }
}
