using System.Collections.Immutable;

namespace Arch.Workflows.Comparing;

/// <summary>What a step says of itself, without the steps in it, in a form in which layout, comments and quotes make no difference.</summary>
/// <param name="ByKey">The canonical text of each of its keys but <c>id</c>, such as <c>wait</c> or <c>timeout</c>.</param>
public sealed record StepText(ImmutableSortedDictionary<string, string> ByKey)
{
    /// <summary>Lists the keys that are not the same in another step: they differ, or one of the two has none.</summary>
    /// <param name="other">The other step.</param>
    /// <returns>The keys in alphabetical order.</returns>
    public IEnumerable<string> Differences(StepText other) => ByKey.Keys
        .Union(other.ByKey.Keys)
        .Where(key => ByKey.GetValueOrDefault(key) != other.ByKey.GetValueOrDefault(key))
        .Order(StringComparer.Ordinal);
}
