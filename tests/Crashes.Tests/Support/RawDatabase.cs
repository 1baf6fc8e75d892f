using SQLitePCL;

namespace Crashes.Tests.Support;

/// <summary>An SQLite file, without the code that is tested.</summary>
internal sealed class RawDatabase : IDisposable
{
    private readonly sqlite3 _handle;

    private RawDatabase(sqlite3 handle) => _handle = handle;

    public static RawDatabase Open(string file)
    {
        Batteries_V2.Init();
        raw.sqlite3_open_v2(file, out var handle, raw.SQLITE_OPEN_READWRITE, null).ShouldBe(raw.SQLITE_OK);
        raw.sqlite3_busy_timeout(handle, 60_000).ShouldBe(raw.SQLITE_OK);
        return new RawDatabase(handle);
    }

    /// <summary>Carries out statements.</summary>
    /// <returns>How many rows the last one changed.</returns>
    public int Execute(string sql)
    {
        raw.sqlite3_exec(_handle, sql, null, null, out var error).ShouldBe(raw.SQLITE_OK, $"{sql}: {error}");
        return raw.sqlite3_changes(_handle);
    }

    /// <summary>Tells whether nobody holds the lock for writing just now.</summary>
    public bool CanBeWritten()
    {
        raw.sqlite3_busy_timeout(_handle, 0).ShouldBe(raw.SQLITE_OK);
        var result = raw.sqlite3_exec(_handle, "BEGIN IMMEDIATE");
        if (result == raw.SQLITE_OK)
        {
            Execute("ROLLBACK");
        }

        return result == raw.SQLITE_OK;
    }

    /// <summary>Reads the first column of all rows as text.</summary>
    public List<string> Texts(string sql)
    {
        raw.sqlite3_prepare_v2(_handle, sql, out var statement).ShouldBe(raw.SQLITE_OK, raw.sqlite3_errmsg(_handle).utf8_to_string());
        using (statement)
        {
            var texts = new List<string>();
            while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
            {
                texts.Add(raw.sqlite3_column_text(statement, 0).utf8_to_string());
            }

            return texts;
        }
    }

    public void Dispose() => _handle.Dispose();
}
