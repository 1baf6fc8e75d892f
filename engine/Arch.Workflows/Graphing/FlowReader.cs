using System.Collections.Immutable;
using Arch.Workflows.Checking;
using Arch.Workflows.Compiling;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Graphing;

/// <summary>Reads the blocks of a workflow.</summary>
internal static class FlowReader
{
    public static WorkflowFlow Read(YamlMapping root)
    {
        var id = StepNames.IdOf(root) ?? "workflow";
        return new WorkflowFlow(
            Scalars.Text(root.Find("namespace")?.Value) is { } space ? $"{space}.{id}" : id,
            [new FlowPart(FlowRole.Body, "", Steps(root.Find("steps")?.Value)), .. Handlers(root)]);
    }

    private static ImmutableArray<FlowStep> Steps(YamlNode? node) =>
        [.. ((node as YamlSequence)?.Items ?? []).OfType<YamlMapping>().Select(Step)];

    private static FlowStep Step(YamlMapping step)
    {
        var verb = step.Entries.FirstOrDefault(entry => StepGrammar.Steps.FindVerb(entry.Name) is not null);
        var parts = verb is null ? [] : Parts(step, verb).ToImmutableArray();
        return new FlowStep(StepNames.IdOf(step) ?? "?", verb?.Name ?? "?", [.. StepWords.Of(step, verb)], parts, step)
        {
            IsOptional = step.Find("when") is not null || Scalars.Flag(step.Find("disabled")?.Value),
            Undo = Steps(step.Find("compensate")?.Value),
            Needs = [.. Needs(step.Find("needs")?.Value)],
            IsExhaustive = step.Find("else") is not null
                || step.Find("default") is not null
                || parts.Select(part => part.Label).Order(StringComparer.Ordinal).SequenceEqual(["false", "true"]),
        };
    }

    private static IEnumerable<FlowPart> Parts(YamlMapping step, YamlEntry verb) => verb.Name switch
    {
        "if" =>
        [
            new FlowPart(FlowRole.Arm, StepWords.Short(verb.Value), Steps(step.Find("then")?.Value)),
            .. ((step.Find("elif")?.Value as YamlSequence)?.Items ?? []).OfType<YamlMapping>().Select(arm =>
                new FlowPart(FlowRole.Arm, StepWords.Short(arm.Find("if")?.Value), Steps(arm.Find("then")?.Value))),
            .. Optional(step, "else", FlowRole.Arm, "else"),
        ],
        "switch" =>
        [
            .. Named(step.Find("cases")?.Value, FlowRole.Arm),
            .. Optional(step, "default", FlowRole.Arm, "default"),
        ],
        "for" or "repeat" => Optional(step, "do", FlowRole.Body, ""),
        "parallel" => Named(verb.Value, FlowRole.Branch),
        "group" or "graph" => [new FlowPart(FlowRole.Body, "", Steps(verb.Value))],
        "try" => [new FlowPart(FlowRole.Body, "", Steps(verb.Value)), .. Handlers(step)],
        _ => [],
    };

    private static IEnumerable<FlowPart> Handlers(YamlMapping around) =>
    [
        .. ((around.Find("catch")?.Value as YamlSequence)?.Items ?? []).OfType<YamlMapping>().Select(handler =>
            new FlowPart(
                FlowRole.Catch,
                handler.Find("when") is { } when ? StepWords.Short(when.Value) : "",
                Steps(handler.Find("do")?.Value))),
        .. Optional(around, "finally", FlowRole.Finally, "finally"),
    ];

    private static IEnumerable<FlowPart> Named(YamlNode? node, FlowRole role) =>
        ((node as YamlMapping)?.Entries ?? []).Select(entry => new FlowPart(role, entry.Name, Steps(entry.Value)));

    private static IEnumerable<FlowPart> Optional(YamlMapping step, string key, FlowRole role, string label) =>
        step.Find(key) is { } entry ? [new FlowPart(role, label, Steps(entry.Value))] : [];

    private static IEnumerable<(string Id, string How)> Needs(YamlNode? node) => node switch
    {
        YamlSequence list => list.Items.OfType<YamlScalar>().Select(need => (need.Text, "")),
        YamlMapping map => map.Entries.Select(entry => (entry.Name, Scalars.Text(entry.Value) ?? "")),
        _ => [],
    };
}
