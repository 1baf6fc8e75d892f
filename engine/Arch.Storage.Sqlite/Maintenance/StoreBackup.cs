using Arch.Engine.Ports;

namespace Arch.Storage.Sqlite.Maintenance;

/// <summary>Backs a store up while hosts may use it: everything that was committed at one moment, in one file.</summary>
public static class StoreBackup
{
    /// <summary>Makes a backup and checks it. The file appears when it is whole and durable, or not at all.</summary>
    /// <param name="folder">The folder of the store.</param>
    /// <param name="target">The file to make. It must not exist; its folder must.</param>
    /// <param name="progress">Is told how far it has come.</param>
    /// <param name="cancellationToken">Ends the attempt; nothing of it stays.</param>
    /// <returns>The backup. When its check found something, the store has the same problems; see <see cref="StoreCheck"/>.</returns>
    /// <exception cref="JournalStoreException">
    /// ARCH5011: the file exists. ARCH5012: there is no store. ARCH5001: a file cannot be read or written. ARCH5007: the store is
    /// locked.
    /// </exception>
    public static Task<BackupReport> RunAsync(
        string folder,
        string target,
        IProgress<MaintenanceProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var source = StoreFiles.DatabaseOf(folder);
        var file = Path.GetFullPath(target);
        return MaintenanceTask.RunAsync(source, () => Run(source, file, progress, cancellationToken), cancellationToken);
    }

    private static BackupReport Run(
        string source,
        string target,
        IProgress<MaintenanceProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (!File.Exists(source))
        {
            throw StoreFailure.NoStore(source);
        }

        if (Path.Exists(target))
        {
            throw StoreFailure.TargetExists(target);
        }

        var unfinished = target + ".unfinished";
        StoreFiles.Delete(unfinished);
        PageCopy.Make(source, unfinished, "DELETE", progress, cancellationToken);
        try
        {
            var check = StoreCheck.Run(unfinished, progress, cancellationToken);
            Move(unfinished, target);
            return new BackupReport(target, new FileInfo(target).Length, check with { File = target });
        }
        catch
        {
            StoreFiles.Delete(unfinished);
            throw;
        }
    }

    private static void Move(string unfinished, string target)
    {
        try
        {
            File.Move(unfinished, target, overwrite: false);
        }
        catch (IOException) when (Path.Exists(target))
        {
            throw StoreFailure.TargetExists(target);
        }

        StoreFiles.FlushNames(Path.GetDirectoryName(target)!); // a file has a folder
    }
}
