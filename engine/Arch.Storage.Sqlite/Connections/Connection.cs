using SQLitePCL;

namespace Arch.Storage.Sqlite.Connections;

/// <summary>A connection to the store's file, used by one thread at a time.</summary>
internal sealed class Connection : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    private Connection(sqlite3 handle) => _handle = handle;

    /// <summary>Opens a connection with the settings that all connections of a store have.</summary>
    public static Connection Open(string file, TimeSpan lockTimeout) =>
        Open(file, lockTimeout, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX);

    /// <summary>Opens a connection to a file that must be there.</summary>
    public static Connection OpenExisting(string file, TimeSpan lockTimeout) =>
        Open(file, lockTimeout, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX);

    private static Connection Open(string file, TimeSpan lockTimeout, int flags)
    {
        Batteries_V2.Init();
        var result = raw.sqlite3_open_v2(file, out var handle, flags, null);
        var connection = new Connection(handle);
        try
        {
            connection.Check(result);
            connection.Check(raw.sqlite3_extended_result_codes(handle, 1));
            connection.Check(raw.sqlite3_busy_timeout(handle, (int)lockTimeout.TotalMilliseconds));
            // FULL makes each COMMIT durable; the default of a build of SQLite may be less.
            connection.Execute("PRAGMA synchronous = FULL");
            connection.Execute("PRAGMA foreign_keys = ON");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Carries out statements that need no parameters; rows they give are not read.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>Gets a statement, prepared at its first use and kept.</summary>
    public Statement Prepared(string sql)
    {
        if (_statements.TryGetValue(sql, out var known))
        {
            return known;
        }

        var statement = Statement.Prepare(_handle, sql);
        _statements.Add(sql, statement);
        return statement;
    }

    /// <summary>Makes a statement that is not kept: the caller disposes it. For texts that differ from one use to the next.</summary>
    public Statement Prepare(string sql) => Statement.Prepare(_handle, sql);

    /// <summary>Reads in a transaction, so that all statements see one state of the file.</summary>
    public T Consistently<T>(Func<Connection, T> read)
    {
        Prepared("BEGIN").Run();
        try
        {
            return read(this);
        }
        finally
        {
            Prepared("COMMIT").Run();
        }
    }

    /// <summary>Keeps <see cref="Dispose"/> from writing to the file, for readers, and after a write has failed.</summary>
    public void LeaveFileAlone() =>
        Check(raw.sqlite3_db_config(_handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _));

    /// <summary>Ends a statement that runs when the token is cancelled; it fails as interrupted then.</summary>
    public CancellationTokenRegistration InterruptOn(CancellationToken cancellationToken) =>
        cancellationToken.Register(static state => raw.sqlite3_interrupt((sqlite3)state!), _handle); // the state is the handle

    /// <summary>Copies all pages of this file over those of another.</summary>
    /// <param name="target">The other, which nobody else uses.</param>
    /// <param name="pagesAtOnce">How many pages are copied between two calls of <paramref name="goOn"/>.</param>
    /// <param name="goOn">Is told how many pages are done of how many, and may end the copying by throwing.</param>
    public void CopyTo(Connection target, int pagesAtOnce, Action<long, long> goOn)
    {
        using var copy = raw.sqlite3_backup_init(target._handle, "main", _handle, "main");
        if (copy is null || copy.IsInvalid)
        {
            throw SqliteFailure.Of(target._handle, raw.SQLITE_ERROR);
        }

        while (true)
        {
            var result = raw.sqlite3_backup_step(copy, pagesAtOnce);
            if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE))
            {
                throw SqliteFailure.Of(null, result);
            }

            var total = raw.sqlite3_backup_pagecount(copy);
            goOn(total - raw.sqlite3_backup_remaining(copy), total);
            if (result == raw.SQLITE_DONE)
            {
                return;
            }
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _handle.Dispose();
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw SqliteFailure.Of(_handle, result);
        }
    }
}
