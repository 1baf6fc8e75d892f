using Arch.Workflows.Checking;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Formatting;

/// <summary>Finds the scalars in which <c>${{ }}</c> is an expression by the grammar; elsewhere it is text like any other.</summary>
internal static class TemplatePlaces
{
    /// <summary>Gives the offsets at which such scalars begin.</summary>
    public static IReadOnlySet<int> Of(YamlFile file) => file.Documents
        .SelectMany(DocumentTree.Spots)
        .Where(spot => spot.TakesExpressions)
        .Select(spot => spot.Scalar.Start)
        .ToHashSet();
}
