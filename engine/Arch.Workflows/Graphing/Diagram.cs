using System.Collections.Immutable;

namespace Arch.Workflows.Graphing;

/// <summary>Nodes with edges between them and frames around them.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="IsAcross">Whether it goes from left to right, rather than down.</param>
internal sealed record Diagram(string Name, bool IsAcross)
{
    public required ImmutableArray<DiagramNode> Nodes { get; init; }

    public required ImmutableArray<DiagramEdge> Edges { get; init; }

    /// <summary>Gets the frames; one within another comes after it.</summary>
    public ImmutableArray<DiagramFrame> Frames { get; init; } = [];
}

/// <summary>A node.</summary>
/// <param name="Id">Its name in the text; letters, digits and <c>_</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Lines">What it says, the id of a step first.</param>
/// <param name="Frame">The frame that it stands in; -1 for none.</param>
internal sealed record DiagramNode(string Id, NodeKind Kind, ImmutableArray<string> Lines, int Frame);

/// <summary>An edge.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Labels">What it says, in lines.</param>
/// <param name="IsDashed">Whether it is not the ordinary way.</param>
internal sealed record DiagramEdge(string From, string To, ImmutableArray<string> Labels, bool IsDashed = false);

/// <summary>A frame around nodes.</summary>
/// <param name="Parent">The frame around it; -1 for none.</param>
/// <param name="Label">What it says.</param>
internal sealed record DiagramFrame(int Parent, string Label);

/// <summary>What a node is.</summary>
internal enum NodeKind
{
    /// <summary>A step that does something at once.</summary>
    Step,

    /// <summary>The beginning or end of the workflow.</summary>
    Terminal,

    /// <summary>A choice between ways.</summary>
    Choice,

    /// <summary>A wait for time, events or people.</summary>
    Wait,

    /// <summary>A run of another workflow.</summary>
    Call,

    /// <summary>The head of a loop.</summary>
    Loop,

    /// <summary>Where ways part or come together.</summary>
    Join,

    /// <summary>An end with an error.</summary>
    Fail,

    /// <summary>An input, or what started the run.</summary>
    Input,

    /// <summary>A variable.</summary>
    Variable,

    /// <summary>An output of the workflow.</summary>
    Output,
}

/// <summary>Tells what the nodes of steps are.</summary>
internal static class NodeKinds
{
    public static NodeKind Of(string verb) => verb switch
    {
        "if" or "switch" => NodeKind.Choice,
        "wait" or "human" => NodeKind.Wait,
        "call" or "agent" => NodeKind.Call,
        "for" or "repeat" => NodeKind.Loop,
        "parallel" or "graph" or "try" or "group" => NodeKind.Join,
        "fail" => NodeKind.Fail,
        "return" => NodeKind.Terminal,
        _ => NodeKind.Step,
    };
}
