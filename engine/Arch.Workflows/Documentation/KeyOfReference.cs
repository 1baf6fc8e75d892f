using System.Collections.Immutable;
using Arch.Workflows.Grammar;

namespace Arch.Workflows.Documentation;

/// <summary>A key with those that only go with it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Companions">The keys that go with it.</param>
internal sealed record KeyOfReference(KeyRule Key, ImmutableArray<KeyRule> Companions)
{
    /// <summary>Gets the common keys that do not go with it.</summary>
    public ImmutableArray<string> Without { get; init; } = [];
}
