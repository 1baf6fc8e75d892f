using System.Globalization;
using SQLitePCL;

namespace Arch.Storage.Sqlite.Connections;

/// <summary>What SQLite answered when it could not do as asked. Never leaves this project.</summary>
#pragma warning disable CA1064 // Always translated by StoreFailure before a caller can see it
internal sealed class SqliteFailure(int extendedCode, string message) : Exception(message)
#pragma warning restore CA1064
{
    public int ExtendedCode { get; } = extendedCode;

    /// <summary>Gets the result code without its detail: the low byte.</summary>
    public int PrimaryCode => ExtendedCode & 0xFF;

    public bool IsBusy => PrimaryCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    public static SqliteFailure Of(sqlite3? database, int resultCode)
    {
        var extended = database is null ? resultCode : raw.sqlite3_extended_errcode(database);
        // A failed call that leaves no error on the connection still has its own result code.
        if ((extended & 0xFF) is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            extended = resultCode;
        }

        var text = database is null
            ? raw.sqlite3_errstr(resultCode).utf8_to_string()
            : raw.sqlite3_errmsg(database).utf8_to_string();
        return new SqliteFailure(extended, string.Create(CultureInfo.InvariantCulture, $"{text} (SQLite {extended})"));
    }
}
