using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Schema;

namespace Arch.Storage.Sqlite.Vectors;

/// <summary>
/// The tables of vectors. A row of <c>records</c> never changes: a record that is put in again is a new row with a higher id, and
/// the old id is noted in <c>removed</c>. So whoever holds vectors in memory catches up by what is above its last id and version.
/// Vectors are apart from what filters read, so that a filter passes over little.
/// </summary>
internal static class VectorSchema
{
    private const long Version = 1;

    // "ArcV"
    private const long ApplicationId = 0x41726356;

    private const string Sql = """
        CREATE TABLE collections (
          id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, dimensions INTEGER NOT NULL,
          version INTEGER NOT NULL, trimmed INTEGER NOT NULL, count INTEGER NOT NULL) STRICT;
        CREATE TABLE records (
          id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, key TEXT NOT NULL, text TEXT, metadata BLOB,
          UNIQUE (collection, key)) STRICT;
        CREATE INDEX records_by_collection ON records (collection);
        CREATE TABLE vectors (id INTEGER PRIMARY KEY, vector BLOB NOT NULL) STRICT;
        CREATE TABLE removed (
          collection INTEGER NOT NULL, version INTEGER NOT NULL, id INTEGER NOT NULL,
          PRIMARY KEY (collection, version, id)) STRICT, WITHOUT ROWID;
        PRAGMA application_id = 1098015574;
        PRAGMA user_version = 1;
        """;

    /// <summary>Makes the tables in a new file, and refuses files of another kind or of a newer version.</summary>
    public static void Ensure(Connection connection, string file, TimeSpan lockTimeout)
    {
        if (IsMade(connection, file))
        {
            return;
        }

        // A larger page holds several vectors. It counts for a file without pages alone, hence before all else.
        connection.Execute("PRAGMA page_size = 16384");
        if (file != VectorLanes.InMemory)
        {
            StoreSchema.UseWriteAheadLog(connection, file, lockTimeout);
        }

        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            // Another process may have done it in the meantime.
            if (!IsMade(connection, file))
            {
                connection.Execute(Sql);
            }

            connection.Execute("COMMIT");
        }
        catch
        {
            connection.Execute("ROLLBACK");
            throw;
        }
    }

    private static bool IsMade(Connection connection, string file)
    {
        if (Read(connection, "SELECT count(*) FROM sqlite_schema") == 0)
        {
            return false;
        }

        if (Read(connection, "PRAGMA application_id") != ApplicationId)
        {
            throw StoreFailure.Foreign(file);
        }

        var version = Read(connection, "PRAGMA user_version");
        return version <= Version ? true : throw StoreFailure.Newer(file, version, Version);
    }

    private static long Read(Connection connection, string sql) => connection.Prepared(sql).First(static row => row.Int64(0));
}
