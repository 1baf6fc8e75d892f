using System.ComponentModel;

namespace Arch.Plugin.Vector.Searching;

internal sealed record SearchOutput
{
    [Description("The matches, the best first.")]
    public required IReadOnlyList<SearchMatch> Matches { get; init; }
}
