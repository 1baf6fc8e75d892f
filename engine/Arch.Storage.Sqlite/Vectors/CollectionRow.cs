using Arch.Storage.Sqlite.Connections;
using Arch.Vectors;

namespace Arch.Storage.Sqlite.Vectors;

/// <summary>A collection as it stands in the file.</summary>
/// <param name="Id">Its id, never given to another.</param>
/// <param name="Name">Its name.</param>
/// <param name="Dimensions">The dimensions of its vectors.</param>
/// <param name="Version">Goes up with each write.</param>
/// <param name="Trimmed">Removals up to this version are no longer known.</param>
/// <param name="Count">How many records it holds.</param>
internal sealed record CollectionRow(long Id, string Name, int Dimensions, long Version, long Trimmed, long Count)
{
    private const string Columns = "SELECT id, name, dimensions, version, trimmed, count FROM collections";

    /// <summary>Gets the table of its texts, which is its own so that the weight of a word does not depend on other collections.</summary>
    public string Texts => $"texts_{Id}";

    public VectorCollectionInfo Info => new() { Name = Name, Dimensions = Dimensions, Count = Count };

    public static CollectionRow? Find(Connection connection, string name) =>
        connection.Prepared(Columns + " WHERE name = ?1").Bind(1, name).First(Read);

    public static List<CollectionRow> All(Connection connection) => connection.Prepared(Columns + " ORDER BY name").All(Read);

    public static CollectionRow Make(Connection connection, string name, int dimensions)
    {
        var id = connection.Prepared("INSERT INTO collections (name, dimensions, version, trimmed, count) VALUES (?1, ?2, 0, 0, 0) RETURNING id")
            .Bind(1, name).Bind(2, dimensions).All(static row => row.Int64(0))[0];
        var made = new CollectionRow(id, name, dimensions, 0, 0, 0);
        // The terms are ours (SearchTerms); the table keeps them alone, since the text is in its record.
        connection.Execute(
            $"CREATE VIRTUAL TABLE {made.Texts} USING fts5 (terms, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0')");
        return made;
    }

    /// <summary>Notes that it was written to.</summary>
    public void Touch(Connection connection, long newCount) =>
        connection.Prepared("UPDATE collections SET version = version + 1, count = ?2 WHERE id = ?1").Bind(1, Id).Bind(2, newCount).Run();

    private static CollectionRow Read(Statement row) =>
        new(row.Int64(0), row.Text(1), (int)row.Int64(2), row.Int64(3), row.Int64(4), row.Int64(5));
}
