namespace Arch.Storage.Sqlite.Maintenance;

/// <summary>What a check of a store found.</summary>
public sealed record CheckReport
{
    /// <summary>Gets the database that was checked.</summary>
    public required string File { get; init; }

    /// <summary>Gets the version of its tables.</summary>
    public required long SchemaVersion { get; init; }

    /// <summary>Gets how many runs were looked at.</summary>
    public required long Runs { get; init; }

    /// <summary>Gets how many records of journals were looked at.</summary>
    public required long Records { get; init; }

    /// <summary>Gets how many snapshots were looked at.</summary>
    public required long Snapshots { get; init; }

    /// <summary>Gets how many large values were looked at.</summary>
    public required long LargeValues { get; init; }

    /// <summary>Gets how many rows nobody needs any more, which compacting removes. They do no harm.</summary>
    public required long Leftovers { get; init; }

    /// <summary>Gets what is wrong, at most <see cref="StoreCheck.MostProblems"/>.</summary>
    public required IReadOnlyList<CheckProblem> Problems { get; init; }

    /// <summary>Gets whether nothing is wrong.</summary>
    public bool IsSound => Problems.Count == 0;
}
