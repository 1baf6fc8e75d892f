using Arch.Expressions.Types;
using Arch.Workflows.Catalog;
using Arch.Workflows.Checking;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Editing;

/// <summary>What compiling a document finds out about it and a definition does not keep: editors want to know it.</summary>
internal sealed class DocumentInsight
{
    public List<ExpressionSite> Expressions { get; } = [];

    /// <summary>Gets what must stand where, by the node that stands there.</summary>
    public Dictionary<YamlNode, WantedType> Wanted { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gets the step types by the nodes that name them.</summary>
    public Dictionary<YamlNode, StepType> StepTypes { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gets the files of actions and called workflows by the nodes that name them.</summary>
    public Dictionary<YamlNode, SourceText> Files { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gets the steps; <see langword="null"/> in documents that have none.</summary>
    public StepIndex? Steps { get; set; }

    public void Want(YamlNode node, TypeShape shape, string subject) => Wanted[node] = new(shape, subject);
}
