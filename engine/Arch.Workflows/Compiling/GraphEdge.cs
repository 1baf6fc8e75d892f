using Arch.Workflows.Definitions;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>A need of a step of a graph.</summary>
/// <param name="Target">The step that must end first.</param>
/// <param name="Condition">How.</param>
/// <param name="Node">Where it is written.</param>
internal sealed record GraphEdge(GraphMember Target, NeedCondition Condition, YamlNode Node);
