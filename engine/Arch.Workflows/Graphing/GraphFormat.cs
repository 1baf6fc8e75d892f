namespace Arch.Workflows.Graphing;

/// <summary>How a graph is written.</summary>
public enum GraphFormat
{
    /// <summary>Mermaid, which many renderers of Markdown draw.</summary>
    Mermaid,

    /// <summary>A picture that browsers show, readable on light and dark grounds.</summary>
    Svg,

    /// <summary>The language of Graphviz.</summary>
    Dot,
}
