using System.Security.Cryptography;

namespace Arch.Storage.Sqlite.Ownership;

/// <summary>
/// The sign of life of one open store: a file <c>hosts/&lt;owner&gt;.lock</c> that it holds locked. The system frees the lock
/// when the process ends, however it ends, so an owner whose file can be locked, or is gone, is dead; and owners are never
/// born again, because their ids are random.
/// </summary>
internal sealed class OwnerLock : IDisposable
{
    // Owners of the first version have ids without it.
    private const string Prefix = "2-";
    private const int Attempts = 5;

    private readonly FileStream _file;

    private OwnerLock(string owner, FileStream file)
    {
        Owner = owner;
        _file = file;
    }

    public string Owner { get; }

    public static OwnerLock Take(string folder)
    {
        Directory.CreateDirectory(folder);
        for (var attempt = 1; ; attempt++)
        {
            var owner = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            var path = PathOf(folder, owner);
            try
            {
                var file = Lock(path, FileMode.CreateNew);
                // Between making and locking it, another store may have taken the file for a dead one's and removed it.
                if (File.Exists(path))
                {
                    return new OwnerLock(owner, file);
                }

                file.Dispose();
            }
            catch (IOException) when (attempt < Attempts)
            {
                // Another store had it locked just then, to see whether it is a dead one's.
            }
        }
    }

    /// <summary>Tells whether an owner is dead, and removes its file if so.</summary>
    public static bool IsDead(string folder, string owner)
    {
        var path = PathOf(folder, owner);
        if (!File.Exists(path))
        {
            return true;
        }

        try
        {
            Lock(path, FileMode.Open).Dispose();
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Locked, or not to be told: then it counts as alive, because a dead owner's runs can wait and a living one's not.
            return false;
        }
    }

    /// <summary>Removes the files of dead owners.</summary>
    public static void Sweep(string folder, string self)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.lock"))
        {
            var owner = Path.GetFileNameWithoutExtension(path);
            if (owner != self)
            {
                IsDead(folder, owner);
            }
        }
    }

    /// <summary>Tells whether a host of the first version is alive, which would not know what to do with newer tables.</summary>
    public static bool IsOlderHostAlive(string folder) =>
        Living(folder).Any(owner => !owner.StartsWith(Prefix, StringComparison.Ordinal));

    /// <summary>Gets the owners that are alive.</summary>
    public static IReadOnlyList<string> Living(string folder) => !Directory.Exists(folder)
        ? []
        :
        [
            .. Directory.EnumerateFiles(folder, "*.lock")
                .Select(path => Path.GetFileNameWithoutExtension(path))
                .Where(owner => owner != MaintenanceLock.Name && !IsDead(folder, owner)),
        ];

    public void Dispose() => _file.Dispose();

    private static string PathOf(string folder, string owner) => Path.Combine(folder, owner + ".lock");

    // The file is removed before its lock is freed, so nobody can lock a file that is about to go.
    private static FileStream Lock(string path, FileMode mode) =>
        new(path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
}
