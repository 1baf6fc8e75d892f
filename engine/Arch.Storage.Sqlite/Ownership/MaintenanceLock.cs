namespace Arch.Storage.Sqlite.Ownership;

/// <summary>
/// Keeps all hosts from a store while its file is replaced or rewritten: a file <c>hosts/maintenance.lock</c> that is held locked. A
/// host gives its sign of life first and looks for this file then, maintenance does it the other way round, so they cannot miss
/// each other.
/// </summary>
internal sealed class MaintenanceLock : IDisposable
{
    public const string Name = "maintenance";

    private readonly FileStream _file;

    private MaintenanceLock(FileStream file) => _file = file;

    public static bool IsHeld(string hosts) => !OwnerLock.IsDead(hosts, Name);

    /// <summary>Keeps hosts from the store.</summary>
    /// <exception cref="Engine.Ports.JournalStoreException">ARCH5009: a host or other maintenance uses it.</exception>
    public static MaintenanceLock Take(string folder, string hosts)
    {
        var taken = TryTake(folder, hosts);
        if (taken is null)
        {
            throw StoreFailure.InUse(folder, "other maintenance, such as a restore");
        }

        if (OwnerLock.Living(hosts) is { Count: > 0 } living)
        {
            taken.Dispose();
            throw StoreFailure.InUse(folder, living.Count == 1 ? "a host" : $"{living.Count} hosts");
        }

        return taken;
    }

    public void Dispose() => _file.Dispose();

    private static MaintenanceLock? TryTake(string folder, string hosts)
    {
        try
        {
            Directory.CreateDirectory(hosts);
            var path = Path.Combine(hosts, Name + ".lock");
            while (true)
            {
                var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
                // Between making and locking it, it may have been taken for one that was left and removed.
                if (File.Exists(path))
                {
                    return new MaintenanceLock(file);
                }

                file.Dispose();
            }
        }
        catch (UnauthorizedAccessException exception)
        {
            throw StoreFailure.UnusableFolder(folder, exception);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
