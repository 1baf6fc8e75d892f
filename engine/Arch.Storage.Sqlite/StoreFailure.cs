using Arch.Engine.Ports;
using Arch.Storage.Sqlite.Connections;
using SQLitePCL;

namespace Arch.Storage.Sqlite;

/// <summary>Why the store cannot do its work, and what helps. Gives each waiter an exception of its own.</summary>
internal sealed record StoreFailure(string Code, string Message, Exception Cause)
{
    public JournalStoreException ToException() => new(Code, Message, Cause);

    public static StoreFailure Of(Exception exception, string file) => exception is SqliteFailure failure
        ? Of(failure, file)
        : new StoreFailure(
            "ARCH5001",
            $"The store '{file}' stopped because of an error of its own: {exception.Message} "
            + "Start again: all runs go on from their last commit. Please report the error.",
            exception);

    public static StoreFailure Of(SqliteFailure failure, string file)
    {
        if (failure.IsBusy)
        {
            return new StoreFailure(
                "ARCH5007",
                $"The store '{file}' was locked by another program for longer than the store waits: {failure.Message}. "
                + "Find and end the program that keeps a transaction open on the file, then start again.",
                failure);
        }

        var (what, remedy) = failure.PrimaryCode switch
        {
            raw.SQLITE_FULL => (
                "has no room to grow, because the disk is full or a quota is reached",
                "Free some space on that disk, then start again: all runs go on from their last commit."),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => (
                "is damaged, or is no SQLite database",
                "Keep a copy of the folder, then restore the last backup, or save what can be read with 'sqlite3 <file> .recover'."),
            raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH => (
                "cannot be opened for writing",
                "Let the account that Arch runs as read and write the file and its folder, then start again."),
            _ => (
                "cannot be read or written",
                "Check the disk and the system's log for errors of it, then start again: all runs go on from their last commit."),
        };
        return new StoreFailure("ARCH5001", $"The store '{file}' {what}: {failure.Message}. {remedy}", failure);
    }

    public static JournalStoreException OfFile(string file, Exception cause) => new(
        "ARCH5001",
        $"The store '{file}' cannot be read or written: {cause.Message} Check the disk, and that the account may write there, then try again.",
        cause);

    public static JournalStoreException UnusableFolder(string folder, Exception cause) => new(
        "ARCH5006",
        $"The folder '{folder}' cannot hold a store: {cause.Message} "
        + "Name a folder on a local disk that the account Arch runs as may write to.",
        cause);

    public static JournalStoreException Newer(string file, long version, long known) => new(
        "ARCH5004",
        $"The store '{file}' has schema version {version}; this version of Arch knows versions up to {known}. "
        + "Use the version of Arch that wrote it, or a newer one.");

    public static JournalStoreException Older(string file, long version) => new(
        "ARCH5004",
        $"The store '{file}' has schema version {version}, which is older than that of this version of Arch. "
        + "Start a host on it once, which brings it up to date, then try again.");

    public static JournalStoreException Foreign(string file) => new(
        "ARCH5006",
        $"The file '{file}' is an SQLite database, but not one of Arch. Name another folder for the store.");

    public static JournalStoreException NoWriteAheadLog(string file, string mode) => new(
        "ARCH5006",
        $"The store '{file}' cannot use a write-ahead log: the file system gives it the mode '{mode}', where 'wal' is needed. "
        + "Name a folder on a local disk.");

    public static JournalStoreException BadDefinition(string definition) => new(
        "ARCH5003",
        $"The sources of definition '{definition}' cannot be read: the store was damaged, or written by a newer version of Arch.");

    public static JournalStoreException BadRecord(string runId, string problem, Exception? cause = null) => new(
        "ARCH5003",
        $"The journal of run '{runId}' cannot be read: {problem}",
        cause);

    public static JournalStoreException InUse(string folder, string by) => new(
        "ARCH5009",
        $"The store in '{folder}' is in use by {by}. Wait until that has ended, or stop it, then try again.");

    public static JournalStoreException BadBackup(string backup, string problem) => new(
        "ARCH5010",
        $"The backup '{backup}' cannot be restored: {problem} The store was not touched. Take another backup.");

    public static JournalStoreException TargetExists(string target) => new(
        "ARCH5011",
        $"The backup was not made, because '{target}' exists already and a backup never replaces a file. Name a file that does not exist.");

    public static JournalStoreException NoStore(string file) => new(
        "ARCH5012",
        $"There is no store '{file}'. Name the folder of a store, or a file that a backup made.");

    public static JournalStoreException InterruptedRestore(string file) => new(
        "ARCH5013",
        $"The store '{file}' is not there, because restoring it was interrupted. Restore the backup again.");

    public static JournalStoreException NoRoom(string file, long wanted, long free) => new(
        "ARCH5001",
        $"The disk of '{file}' has {free} bytes free; {wanted} bytes are needed meanwhile. Free some space on that disk, then try again.");

    public static JournalStoreException BadRow(string what, string problem, Exception? cause = null) => new(
        "ARCH5003",
        $"The store was damaged, or written by a newer version of Arch: {what} cannot be read, because {problem}",
        cause);

    public static JournalStoreException OlderHost(string file, long version) => new(
        "ARCH5008",
        $"The store '{file}' has schema version {version} and a host of an older version of Arch has it open, so it cannot be brought up to date. "
        + "Stop that host, then start again.");
}
