using System.Collections.Immutable;

namespace Arch.Workflows.Reading;

/// <summary>What a file holds.</summary>
/// <param name="Map">The text.</param>
/// <param name="Documents">The roots of its documents.</param>
internal sealed record YamlFile(SourceMap Map, ImmutableArray<YamlNode> Documents);
