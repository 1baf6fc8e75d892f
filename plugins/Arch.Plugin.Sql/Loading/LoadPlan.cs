using Arch.Sdk;

namespace Arch.Plugin.Sql.Loading;

/// <summary>Where rows go to, and what happens to those that are there already.</summary>
internal sealed record LoadPlan
{
    /// <summary>Gets the table's name as it is.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the name of its schema; <see langword="null"/> for the one that the database looks in.</summary>
    public required string? Schema { get; init; }

    /// <summary>Gets the table's name, quoted, with its schema when there is one.</summary>
    public string Table => Schema is null ? Quote(Name) : $"{Quote(Schema)}.{Quote(Name)}";

    /// <summary>Gets the names of the columns as they are.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    public required OnConflict OnConflict { get; init; }

    /// <summary>Gets the columns that make two rows the same; empty for those of the primary key.</summary>
    public required IReadOnlyList<string> KeyColumns { get; init; }

    public string ColumnList => string.Join(", ", Columns.Select(Quote));

    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Gives the end of an insert that says what to do with rows that are there already.</summary>
    /// <param name="keys">The columns of the key.</param>
    /// <exception cref="StepException">sql_input: there is no key to go by.</exception>
    public string ConflictClause(IReadOnlyList<string> keys)
    {
        if (OnConflict == OnConflict.Fail)
        {
            return "";
        }

        if (OnConflict == OnConflict.Skip)
        {
            return KeyColumns.Count == 0 ? " ON CONFLICT DO NOTHING" : $" ON CONFLICT ({List(keys)}) DO NOTHING";
        }

        if (keys.Count == 0)
        {
            throw new StepException(Codes.Input, $"on_conflict: replace needs 'key_columns': the table {Table} has no primary key.");
        }

        if (keys.FirstOrDefault(key => !Columns.Contains(key, StringComparer.Ordinal)) is { } missing)
        {
            throw new StepException(Codes.Input, $"on_conflict: replace needs the key column '{missing}' among the columns of the rows.");
        }

        var changes = Columns.Except(keys, StringComparer.Ordinal).Select(column => $"{Quote(column)} = excluded.{Quote(column)}").ToList();
        return $" ON CONFLICT ({List(keys)}) DO " + (changes.Count == 0 ? "NOTHING" : $"UPDATE SET {string.Join(", ", changes)}");
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));
}
