using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Checking;

/// <summary>A node of a document with what the grammar says about it and with what is around it.</summary>
/// <param name="Node">The node.</param>
/// <param name="Rule">What it must be; <see langword="null"/> when the grammar does not know its key.</param>
/// <param name="Entry">The entry whose value it is, or in whose value it is an item.</param>
/// <param name="Parent">The mapping or list around it; <see langword="null"/> for a document.</param>
internal sealed record TreeNode(YamlNode Node, ValueRule? Rule, YamlEntry? Entry, TreeNode? Parent)
{
    /// <summary>Gets the node and those around it, from the inside.</summary>
    public IEnumerable<TreeNode> SelfAndParents()
    {
        for (var at = this; at is not null; at = at.Parent)
        {
            yield return at;
        }
    }

    /// <summary>Gets the innermost step around the node, itself included.</summary>
    public TreeNode? Step => SelfAndParents().FirstOrDefault(node => node.Rule is StepRule && node.Node is YamlMapping);
}
