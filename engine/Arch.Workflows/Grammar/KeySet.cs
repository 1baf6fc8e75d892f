using System.Collections.Immutable;

namespace Arch.Workflows.Grammar;

/// <summary>The keys that a mapping may have.</summary>
/// <param name="Noun">What the mapping is called in messages, such as <c>retry</c>.</param>
/// <param name="Keys">The keys.</param>
internal sealed record KeySet(string Noun, ImmutableArray<KeyRule> Keys)
{
    /// <summary>Gets the mapping in words.</summary>
    public string Form { get; init; } = "a mapping";

    public KeyRule? Find(string name)
    {
        foreach (var key in Keys)
        {
            if (key.Name == name)
            {
                return key;
            }
        }

        return null;
    }
}
