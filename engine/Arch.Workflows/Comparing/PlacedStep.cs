using System.Collections.Immutable;
using System.Globalization;
using Arch.Workflows.Graphing;

namespace Arch.Workflows.Comparing;

/// <summary>A step with where it stands.</summary>
/// <param name="Step">The step.</param>
/// <param name="Container">The step around it, empty for none, and which of its lists it stands in.</param>
/// <param name="After">The step before it in the list; <see langword="null"/> when it is the first.</param>
internal sealed record PlacedStep(FlowStep Step, (string Parent, string Part) Container, string? After)
{
    /// <summary>Gets the list in words.</summary>
    public string ContainerText => Container.Parent.Length == 0 ? $"'{Container.Part}'" : $"'{Container.Part}' of '{Container.Parent}'";

    /// <summary>Gets the place in words.</summary>
    public string Where => After is null ? $"first in {ContainerText}" : $"after '{After}'";

    /// <summary>Lists the steps of a workflow, each before those in it; the first of an id counts.</summary>
    public static List<PlacedStep> Of(WorkflowFlow flow)
    {
        var steps = new List<PlacedStep>();
        Add(flow.Parts, "", "steps", steps);
        return [.. steps.DistinctBy(step => step.Step.Id)];
    }

    private static void Add(ImmutableArray<FlowPart> parts, string parent, string verb, List<PlacedStep> steps)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            Add(parts[i].Steps, (parent, NameOf(parts, i, verb)), steps);
        }
    }

    private static void Add(ImmutableArray<FlowStep> list, (string Parent, string Part) container, List<PlacedStep> steps)
    {
        string? after = null;
        foreach (var step in list)
        {
            steps.Add(new PlacedStep(step, container, after));
            Add(step.Parts, step.Id, step.Verb, steps);
            Add(step.Undo, (step.Id, "compensate"), steps);
            after = step.Id;
        }
    }

    // Not by its condition, which may change.
    private static string NameOf(ImmutableArray<FlowPart> parts, int i, string verb) => (parts[i].Role, verb) switch
    {
        (FlowRole.Body, "for" or "repeat") => "do",
        (FlowRole.Body, _) => verb,
        (FlowRole.Arm, "if") => parts[i].Label == "else" && i == parts.Length - 1 ? "else" : i == 0 ? "then" : Numbered("elif", i),
        (FlowRole.Arm, _) => parts[i].Label == "default" ? "default" : $"cases.{parts[i].Label}",
        (FlowRole.Branch, _) => $"parallel.{parts[i].Label}",
        (FlowRole.Catch, _) => parts.Take(i).Count(part => part.Role == FlowRole.Catch) is > 0 and var before ? Numbered("catch", before + 1) : "catch",
        _ => "finally",
    };

    private static string Numbered(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name} {number}");
}
