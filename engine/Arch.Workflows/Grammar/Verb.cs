using System.Collections.Immutable;

namespace Arch.Workflows.Grammar;

/// <summary>A key that decides what a mapping is.</summary>
/// <param name="Key">The verb itself.</param>
/// <param name="Companions">The keys that only this verb has.</param>
internal sealed record Verb(KeyRule Key, ImmutableArray<KeyRule> Companions)
{
    public string Name => Key.Name;

    /// <summary>Gets the names of the common keys that have no meaning with this verb.</summary>
    public ImmutableArray<string> Without { get; init; } = [];

    /// <summary>Gets whether steps stand inside of it.</summary>
    public bool IsContainer { get; init; }

    public KeyRule? FindCompanion(string name)
    {
        foreach (var key in Companions)
        {
            if (key.Name == name)
            {
                return key;
            }
        }

        return null;
    }
}
