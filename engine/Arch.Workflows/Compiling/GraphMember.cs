using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>A step of a graph.</summary>
/// <param name="step">The step as written.</param>
/// <param name="id">Its id; empty when it cannot be read.</param>
internal sealed class GraphMember(YamlMapping step, string id)
{
    public YamlMapping Step => step;

    public string Id => id;

    public List<GraphEdge> Needs { get; } = [];
}
