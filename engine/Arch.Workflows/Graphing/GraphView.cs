namespace Arch.Workflows.Graphing;

/// <summary>What of a workflow a graph shows.</summary>
public enum GraphView
{
    /// <summary>Which steps run after which.</summary>
    Flow,

    /// <summary>Which inputs, variables and outputs of steps are used where.</summary>
    Data,
}
