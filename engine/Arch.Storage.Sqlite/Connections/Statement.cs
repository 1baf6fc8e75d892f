using System.Text;
using SQLitePCL;

namespace Arch.Storage.Sqlite.Connections;

/// <summary>
/// A prepared statement that is used again and again. Parameters keep their values from one use to the next; their numbers
/// start at 1, those of columns at 0.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int StackBytes = 512;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _handle;

    private Statement(sqlite3 database, sqlite3_stmt handle)
    {
        _database = database;
        _handle = handle;
    }

    public static Statement Prepare(sqlite3 database, string sql)
    {
        var result = raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle);
        return result == raw.SQLITE_OK ? new Statement(database, handle) : throw SqliteFailure.Of(database, result);
    }

    public Statement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(_handle, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, double value)
    {
        Check(raw.sqlite3_bind_double(_handle, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, long? value) => value is { } given ? Bind(parameter, given) : BindNull(parameter);

    public Statement Bind(int parameter, string? value)
    {
        if (value is null)
        {
            return BindNull(parameter);
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        Span<byte> buffer = most <= StackBytes ? stackalloc byte[StackBytes] : new byte[most];
        return Bind(parameter, buffer, Encoding.UTF8.GetBytes(value, buffer));
    }

    public Statement Bind(int parameter, bool value) => Bind(parameter, value ? 1L : 0L);

    public Statement Bind(int parameter, byte[]? utf8)
    {
        return utf8 is null ? BindNull(parameter) : Bind(parameter, utf8, utf8.Length);
    }

    /// <summary>Binds bytes that are no text.</summary>
    public Statement BindBytes(int parameter, ReadOnlySpan<byte> bytes)
    {
        Check(bytes.IsEmpty
            ? raw.sqlite3_bind_zeroblob(_handle, parameter, 0)
            : raw.sqlite3_bind_blob(_handle, parameter, bytes));
        return this;
    }

    /// <summary>Binds bytes that are no text, or none.</summary>
    public Statement BindBytes(int parameter, byte[]? bytes) =>
        bytes is null ? BindNull(parameter) : BindBytes(parameter, bytes.AsSpan());

    /// <summary>Reads the first row and ends the use.</summary>
    /// <returns>What <paramref name="read"/> made of it, or the default without a row.</returns>
    public T? First<T>(Func<Statement, T> read)
    {
        if (!Step())
        {
            return default;
        }

        try
        {
            return read(this);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Reads all rows.</summary>
    public List<T> All<T>(Func<Statement, T> read)
    {
        var all = new List<T>();
        try
        {
            while (Step())
            {
                all.Add(read(this));
            }
        }
        finally
        {
            Reset();
        }

        return all;
    }

    /// <summary>Tells whether there is a row.</summary>
    public bool Any() => First(static _ => true);

    /// <summary>Carries out a statement that gives no rows.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run()
    {
        if (Step())
        {
            throw new InvalidOperationException("The statement gives rows.");
        }

        return raw.sqlite3_changes(_database);
    }

    /// <summary>Goes to the next row. After the last row, or when it throws, the statement is ready for its next use.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Step()
    {
        var result = raw.sqlite3_step(_handle);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        if (result != raw.SQLITE_DONE)
        {
            var failure = SqliteFailure.Of(_database, result);
            Reset();
            throw failure;
        }

        Reset();
        return false;
    }

    /// <summary>Ends a use before the last row was read. The result is that of the last step, which has been seen.</summary>
    public void Reset() => _ = raw.sqlite3_reset(_handle);

    public bool IsNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(_handle, column);

    public long? OptionalInt64(int column) => IsNull(column) ? null : Int64(column);

    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(_handle, column));

    public string? OptionalText(int column) => IsNull(column) ? null : Text(column);

    public bool Bool(int column) => Int64(column) != 0;

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_handle, column).ToArray();

    /// <summary>Gets bytes where SQLite keeps them: they are gone after the next step.</summary>
    public ReadOnlySpan<byte> Borrowed(int column) => raw.sqlite3_column_blob(_handle, column);

    public byte[]? OptionalBytes(int column) => IsNull(column) ? null : Bytes(column);

    public byte[] Utf8(int column) => raw.sqlite3_column_blob(_handle, column).ToArray();

    public byte[]? OptionalUtf8(int column) => IsNull(column) ? null : Utf8(column);

    public void Dispose() => _handle.Dispose();

    private Statement BindNull(int parameter)
    {
        Check(raw.sqlite3_bind_null(_handle, parameter));
        return this;
    }

    private Statement Bind(int parameter, ReadOnlySpan<byte> buffer, int length)
    {
        // An empty span has no address, which SQLite would take for NULL.
        Check(length == 0
            ? raw.sqlite3_bind_text(_handle, parameter, string.Empty)
            : raw.sqlite3_bind_text(_handle, parameter, buffer[..length]));
        return this;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw SqliteFailure.Of(_database, result);
        }
    }
}
