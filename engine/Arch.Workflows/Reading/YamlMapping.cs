using System.Collections.Immutable;

namespace Arch.Workflows.Reading;

/// <summary>A mapping; keys are unique.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Entries">The entries in order.</param>
internal sealed record YamlMapping(int Start, int End, ImmutableArray<YamlEntry> Entries) : YamlNode(Start, End)
{
    public override string Kind => "a mapping";

    public YamlEntry? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Name == key)
            {
                return entry;
            }
        }

        return null;
    }
}
