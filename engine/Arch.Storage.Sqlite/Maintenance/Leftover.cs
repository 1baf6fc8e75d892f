namespace Arch.Storage.Sqlite.Maintenance;

/// <summary>Rows that nobody needs any more.</summary>
/// <param name="What">What they are, for people.</param>
/// <param name="Table">Their table.</param>
/// <param name="Key">What names a row of it.</param>
/// <param name="Condition">Which rows they are.</param>
internal sealed record Leftover(string What, string Table, string Key, string Condition)
{
    /// <summary>
    /// Gets all of them, in the order in which they are removed. Records of runs that are not there are none: they may be all that
    /// is left of these.
    /// </summary>
    public static IReadOnlyList<Leftover> All { get; } =
    [
        new(
            "snapshots of runs that have ended",
            "snapshots",
            "run_id",
            "NOT EXISTS (SELECT 1 FROM runs WHERE runs.run_id = snapshots.run_id AND ended_at IS NULL)"),
        new(
            "uses of large values by runs that are gone",
            "blob_uses",
            "(run_id, hash)",
            "NOT EXISTS (SELECT 1 FROM runs WHERE runs.run_id = blob_uses.run_id) AND NOT EXISTS (SELECT 1 FROM journal WHERE journal.run_id = blob_uses.run_id)"),
        new(
            "large values that nobody uses",
            "blobs",
            "hash",
            "NOT EXISTS (SELECT 1 FROM blob_uses WHERE blob_uses.hash = blobs.hash)"),
    ];

    /// <summary>Gets the query for how many there are.</summary>
    public string Count => $"SELECT count(*) FROM {Table} WHERE {Condition}";

    /// <summary>Gets the statement that removes some of them; the first parameter is how many at most.</summary>
    public string Delete => $"DELETE FROM {Table} WHERE {Key} IN (SELECT {Key.Trim('(', ')')} FROM {Table} WHERE {Condition} LIMIT ?1)";
}
