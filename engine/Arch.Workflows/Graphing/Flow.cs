using System.Collections.Immutable;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Graphing;

/// <summary>A workflow as blocks of steps.</summary>
/// <param name="Name">Its name, <c>namespace.id</c>.</param>
/// <param name="Parts">Its steps, the handlers of its errors, and what runs at its end.</param>
internal sealed record WorkflowFlow(string Name, ImmutableArray<FlowPart> Parts);

/// <summary>Steps of a step, or of the workflow.</summary>
/// <param name="Role">What they are for.</param>
/// <param name="Label">When they run, or the name of the branch; empty when there is nothing to say.</param>
/// <param name="Steps">The steps.</param>
internal sealed record FlowPart(FlowRole Role, string Label, ImmutableArray<FlowStep> Steps);

/// <summary>What steps within a step are for.</summary>
internal enum FlowRole
{
    /// <summary>They run.</summary>
    Body,

    /// <summary>They run when a condition holds.</summary>
    Arm,

    /// <summary>They run at the same time as others.</summary>
    Branch,

    /// <summary>They handle an error.</summary>
    Catch,

    /// <summary>They run at the end, whatever happened.</summary>
    Finally,
}

/// <summary>A step.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Verb">What kind of step it is.</param>
/// <param name="Lines">What is said about it below its id.</param>
/// <param name="Parts">The steps in it.</param>
/// <param name="Source">Where it is written.</param>
internal sealed record FlowStep(string Id, string Verb, ImmutableArray<string> Lines, ImmutableArray<FlowPart> Parts, YamlMapping Source)
{
    /// <summary>Gets the steps that must end before it, with how they must have ended.</summary>
    public ImmutableArray<(string Id, string How)> Needs { get; init; } = [];

    /// <summary>Gets the steps that undo it.</summary>
    public ImmutableArray<FlowStep> Undo { get; init; } = [];

    /// <summary>Gets whether it may be skipped.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Gets whether nothing comes after it.</summary>
    public bool IsEnd => Verb is "return" or "fail" && !IsOptional;

    /// <summary>Gets whether one of its arms certainly runs.</summary>
    public bool IsExhaustive { get; init; }
}
