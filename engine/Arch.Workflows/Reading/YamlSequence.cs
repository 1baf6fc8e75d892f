using System.Collections.Immutable;

namespace Arch.Workflows.Reading;

/// <summary>A sequence.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Items">The items in order.</param>
internal sealed record YamlSequence(int Start, int End, ImmutableArray<YamlNode> Items) : YamlNode(Start, End)
{
    public override string Kind => "a list";
}
