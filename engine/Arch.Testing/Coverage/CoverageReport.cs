using Arch.Workflows.Definitions;

namespace Arch.Testing.Coverage;

/// <summary>What the cases of all suites covered of one workflow.</summary>
public sealed record CoverageReport
{
    /// <summary>Gets the workflow.</summary>
    public required string Workflow { get; init; }

    /// <summary>Gets its file.</summary>
    public required string File { get; init; }

    /// <summary>Gets the steps and branches in the order of the file, with whether each was covered.</summary>
    public required IReadOnlyList<(CoveragePoint Point, bool IsCovered)> Points { get; init; }

    /// <summary>Gets how many steps there are.</summary>
    public int Steps => Points.Count(point => point.Point.Branch is null);

    /// <summary>Gets how many of them ran.</summary>
    public int StepsCovered => Points.Count(point => point.Point.Branch is null && point.IsCovered);

    /// <summary>Gets how many branches there are.</summary>
    public int Branches => Points.Count(point => point.Point.Branch is not null);

    /// <summary>Gets how many of them were taken.</summary>
    public int BranchesCovered => Points.Count(point => point.Point.Branch is not null && point.IsCovered);

    /// <summary>Puts together what was covered.</summary>
    /// <param name="tested">The workflows that have tests, also those of which nothing ran.</param>
    /// <param name="hits">What the cases covered, also of workflows that were called.</param>
    /// <returns>A report for each workflow, by name.</returns>
    public static IReadOnlyList<CoverageReport> Of(IEnumerable<WorkflowDefinition> tested, IEnumerable<CoverageHits> hits)
    {
        var covered = hits.GroupBy(hit => hit.Definition.FullName).ToDictionary(
            group => group.Key,
            group => (group.First().Definition, Points: group.SelectMany(hit => hit.Points).ToHashSet(StringComparer.Ordinal)),
            StringComparer.Ordinal);
        return [.. tested.Concat(covered.Values.Select(value => value.Definition))
            .DistinctBy(definition => definition.FullName)
            .OrderBy(definition => definition.FullName, StringComparer.Ordinal)
            .Select(definition => Of(definition, covered.TryGetValue(definition.FullName, out var found) ? found.Points : []))];
    }

    private static CoverageReport Of(WorkflowDefinition definition, HashSet<string> covered) => new()
    {
        Workflow = definition.FullName,
        File = definition.Sources[0].File,
        Points = [.. CoveragePoints.Of(definition).Select(point => (point, covered.Contains(point.Id)))],
    };
}
