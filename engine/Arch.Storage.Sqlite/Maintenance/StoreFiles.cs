using System.Runtime.InteropServices;

namespace Arch.Storage.Sqlite.Maintenance;

/// <summary>The files of a store, and how they are made to stay.</summary>
internal static class StoreFiles
{
    public const string Database = "arch.db";

    private const string RestoringSuffix = ".restoring";
    private const int ReadOnly = 0;

    /// <summary>Gets the database that a path means: that of a folder, or the file itself.</summary>
    public static string DatabaseOf(string path)
    {
        var full = Path.GetFullPath(path);
        return Directory.Exists(full) ? Path.Combine(full, Database) : full;
    }

    /// <summary>Gets where the hosts of a store in a folder give their signs of life.</summary>
    public static string HostsOf(string folder) => Path.Combine(folder, "hosts");

    /// <summary>Gets where a backup is copied to before it takes the place of a database.</summary>
    public static string RestoringOf(string database) => database + RestoringSuffix;

    /// <summary>Keeps a host from making a new, empty database where an old one was about to be restored.</summary>
    public static void RefuseInterruptedRestore(string database)
    {
        if (!File.Exists(database) && File.Exists(RestoringOf(database)))
        {
            throw StoreFailure.InterruptedRestore(database);
        }
    }

    /// <summary>Removes a database with its log.</summary>
    public static void Delete(string database)
    {
        foreach (var part in Parts(database))
        {
            File.Delete(part);
        }
    }

    /// <summary>Gets the files that make a database.</summary>
    public static IEnumerable<string> Parts(string database) => [database, database + "-wal", database + "-shm", database + "-journal"];

    /// <summary>Has the disk keep a file.</summary>
    public static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Has the disk keep which names a folder has. Windows keeps them by itself.</summary>
    public static void FlushNames(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = OpenFolder(folder, ReadOnly);
        if (handle < 0)
        {
            throw new IOException($"The folder '{folder}' cannot be opened: error {Marshal.GetLastPInvokeError()}.");
        }

        try
        {
            if (FlushHandle(handle) != 0)
            {
                throw new IOException($"The folder '{folder}' cannot be flushed: error {Marshal.GetLastPInvokeError()}.");
            }
        }
        finally
        {
            _ = CloseHandle(handle);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int OpenFolder([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int FlushHandle(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int CloseHandle(int handle);
}
