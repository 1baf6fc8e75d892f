using System.Collections.Immutable;
using Arch.Expressions.Templates;
using Arch.Expressions.Types;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Data of a workflow with expressions in it, and what is known about its types.</summary>
/// <param name="Node">Where it stands.</param>
/// <param name="Template">The data, ready to be evaluated.</param>
/// <param name="Shape">The type of what it gives.</param>
internal sealed record TypedData(YamlNode Node, Template Template, TypeShape Shape)
{
    /// <summary>Gets the members when it is a mapping.</summary>
    public ImmutableArray<KeyValuePair<YamlEntry, TypedData>> Members { get; init; } = [];

    /// <summary>Gets the elements when it is a list.</summary>
    public ImmutableArray<TypedData> Items { get; init; } = [];
}
