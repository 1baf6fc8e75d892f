using Arch.Plugins.BuiltIn;

namespace Arch.Plugins.Packages;

/// <summary>
/// The plugins of one plugin folder and the record of where they came from. One process at a time may change it; dispose it to let
/// others.
/// </summary>
/// <remarks>
/// A new version is made ready in a hidden folder beside the old one and takes its name by renaming. What a crash leaves between the two
/// renames is put right when the installation is next opened.
/// </remarks>
public sealed class PluginInstallation : IDisposable
{
    private const string StagingName = ".arch-staging";
    private const string ReplacedName = ".arch-replaced";
    private const string RemovedName = ".arch-removed";

    private readonly string _root;
    private readonly IReadOnlyList<string> _roots;
    private readonly FileStream _lock;
    private readonly List<InstalledPlugin> _plugins;

    private PluginInstallation(string root, IReadOnlyList<string> roots, FileStream heldLock)
    {
        _root = root;
        _roots = roots;
        _lock = heldLock;
        PutRight();
        _plugins = [.. PluginLock.Read(root)];
    }

    /// <summary>Gets what is recorded, in the order of the ids.</summary>
    public IReadOnlyList<InstalledPlugin> Plugins => _plugins;

    /// <summary>Opens the plugin folder; it is made when it does not exist.</summary>
    /// <param name="root">The folder that plugins are installed into.</param>
    /// <param name="otherRoots">Other folders with plugins, whose step types a new plugin must not offer again.</param>
    /// <returns>The installation.</returns>
    /// <exception cref="PluginPackageException">ARCH4409: the record cannot be read. ARCH4412: another process installs.</exception>
    public static PluginInstallation Open(string root, IEnumerable<string> otherRoots)
    {
        var full = Path.GetFullPath(root);
        Directory.CreateDirectory(full);
        FileStream heldLock;
        try
        {
            heldLock = new FileStream(Path.Combine(full, ".arch-install.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new PluginPackageException("ARCH4412", $"Another process changes the plugins of '{full}'. Try again when it has ended.", e);
        }

        try
        {
            return new PluginInstallation(full, [full, .. otherRoots.Select(Path.GetFullPath).Where(other => other != full)], heldLock);
        }
        catch
        {
            heldLock.Dispose();
            throw;
        }
    }

    /// <summary>Makes an empty folder to prepare a plugin in, on the same disk; it is deleted when the installation is disposed.</summary>
    /// <returns>The full path.</returns>
    public string CreateStagingFolder() =>
        Directory.CreateDirectory(Path.Combine(_root, StagingName, Path.GetRandomFileName())).FullName;

    /// <summary>Checks a plugin and puts it in place.</summary>
    /// <param name="staged">The plugin, in a folder of <see cref="CreateStagingFolder"/>.</param>
    /// <param name="source">Where it came from, for the record.</param>
    /// <param name="sha256">The hash it must have; <see langword="null"/> when any will do.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="PluginPackageException">
    /// ARCH4405: it has another hash. ARCH4410: another plugin is in its place, or offers its step types. Or the code of what is wrong
    /// with the plugin.
    /// </exception>
    public InstallResult Install(StagedPlugin staged, string source, string? sha256)
    {
        // The SDK is the host's: a copy beside the plugin would be another type identity.
        File.Delete(Path.Combine(staged.Folder, "Arch.Sdk.dll"));
        File.Delete(Path.Combine(staged.Folder, "Arch.Sdk.pdb"));
        File.Delete(Path.Combine(staged.Folder, "Arch.Sdk.xml"));
        var files = PluginHash.Files(staged.Folder);
        var hash = PluginHash.Of(files);
        if (sha256 is not null && !string.Equals(sha256, hash, StringComparison.OrdinalIgnoreCase))
        {
            throw new PluginPackageException(
                "ARCH4405", $"The plugin has the SHA-256 {hash}, but {sha256} is wanted. Find out why before you trust it.");
        }

        var info = Check(staged);
        var plugin = new InstalledPlugin
        {
            Id = info.Id,
            Version = info.Version,
            Folder = Path.GetFileName(staged.Folder),
            Source = source,
            Sha256 = hash,
            Files = files,
        };
        var replaced = _plugins.Find(other => other.Id == plugin.Id);
        CheckPlace(plugin);
        Place(staged.Folder, plugin.Folder);
        _plugins.RemoveAll(other => other.Id == plugin.Id);
        _plugins.Add(plugin);
        PluginLock.Write(_root, _plugins);
        if (replaced is not null && replaced.Folder != plugin.Folder)
        {
            TakeAway(replaced.Folder, RemovedName);
        }

        DeleteHidden(ReplacedName);
        DeleteHidden(RemovedName);
        return new InstallResult(plugin, replaced);
    }

    /// <summary>Takes a plugin away, with its record.</summary>
    /// <param name="id">The plugin's id.</param>
    /// <returns>What was there.</returns>
    /// <exception cref="PluginPackageException">ARCH4406: no plugin of this id was installed here.</exception>
    public InstalledPlugin Remove(string id)
    {
        var plugin = _plugins.Find(plugin => plugin.Id == id) ?? throw new PluginPackageException(
            "ARCH4406",
            _plugins.Count == 0
                ? $"The plugin '{id}' was not installed into '{_root}': nothing was."
                : $"The plugin '{id}' was not installed into '{_root}'. Installed are: {string.Join(", ", _plugins.Select(plugin => plugin.Id))}.");
        _plugins.Remove(plugin);
        PluginLock.Write(_root, _plugins);
        TakeAway(plugin.Folder, RemovedName);
        DeleteHidden(RemovedName);
        return plugin;
    }

    /// <summary>Compares every plugin with the record.</summary>
    /// <param name="root">The plugin folder. Nothing is written to it.</param>
    /// <returns>How they differ, plugin by plugin; empty when they do not.</returns>
    /// <exception cref="PluginPackageException">ARCH4409: the record cannot be read.</exception>
    public static IReadOnlyList<PluginChange> Verify(string root)
    {
        var recorded = PluginLock.Read(root);
        var changes = recorded.SelectMany(plugin => Compare(root, plugin)).ToList();
        if (Directory.Exists(root))
        {
            var unknown = Directory.GetDirectories(root).Select(Path.GetFileName).OfType<string>()
                .Where(folder => !folder.StartsWith('.') && recorded.All(plugin => plugin.Folder != folder));
            changes.AddRange(unknown.Order(StringComparer.Ordinal).Select(folder => new PluginChange(folder, PluginChangeKind.Added, null)));
        }

        return changes;
    }

    /// <summary>Gets what is recorded in a plugin folder, without changing anything.</summary>
    /// <param name="root">The plugin folder.</param>
    /// <returns>The plugins in the order of their ids.</returns>
    /// <exception cref="PluginPackageException">ARCH4409: the record cannot be read.</exception>
    public static IReadOnlyList<InstalledPlugin> Recorded(string root) => PluginLock.Read(root);

    /// <summary>Deletes what was only prepared, and lets others install.</summary>
    public void Dispose()
    {
        DeleteHidden(StagingName);
        _lock.Dispose();
    }

    private static IEnumerable<PluginChange> Compare(string root, InstalledPlugin plugin)
    {
        var folder = Path.Combine(root, plugin.Folder);
        if (!Directory.Exists(folder))
        {
            return [new PluginChange(plugin.Id, PluginChangeKind.Removed, null)];
        }

        var wanted = plugin.Files.ToDictionary(file => file.Path, file => file.Sha256, StringComparer.Ordinal);
        var changes = new List<PluginChange>();
        foreach (var file in PluginHash.Files(folder))
        {
            if (!wanted.Remove(file.Path, out var hash))
            {
                changes.Add(new PluginChange(plugin.Id, PluginChangeKind.Added, file.Path));
            }
            else if (hash != file.Sha256)
            {
                changes.Add(new PluginChange(plugin.Id, PluginChangeKind.Changed, file.Path));
            }
        }

        changes.AddRange(wanted.Keys.Select(path => new PluginChange(plugin.Id, PluginChangeKind.Removed, path)));
        return changes.OrderBy(change => change.Path, StringComparer.Ordinal);
    }

    private PluginInfo Check(StagedPlugin staged)
    {
        using var catalog = PluginCatalog.Open([Path.GetDirectoryName(staged.Folder)!], CoreSteps.All);
        var info = catalog.Plugins.Single(plugin => plugin.Folder == staged.Folder);
        if (info.Problems is [var problem, ..])
        {
            throw new PluginPackageException(problem.Code, $"{problem.Message} {problem.Remedy}");
        }

        using var others = PluginCatalog.Open(_roots, CoreSteps.All);
        foreach (var other in others.Plugins.Where(other => other.Id != info.Id && other.State == PluginState.Active))
        {
            var taken = other.Steps.FirstOrDefault(step => info.Steps.Any(own => (own.Name, own.Version) == (step.Name, step.Version)));
            if (taken is not null)
            {
                throw new PluginPackageException(
                    "ARCH4410",
                    $"The plugin '{info.Id}' offers the step type '{taken.Name}@{taken.Version}', which the plugin '{other.Id}' offers already. "
                        + "Remove that one first.");
            }
        }

        return info;
    }

    private void CheckPlace(InstalledPlugin plugin)
    {
        var target = Path.Combine(_root, plugin.Folder);
        if (!Directory.Exists(target))
        {
            return;
        }

        using var catalog = PluginCatalog.Open([_root], CoreSteps.All);
        var there = _plugins.Find(other => other.Folder == plugin.Folder)?.Id
            ?? catalog.Plugins.FirstOrDefault(other => other.Folder == target)?.Id;
        if (there != plugin.Id)
        {
            throw new PluginPackageException(
                "ARCH4410", $"The plugin '{plugin.Id}' belongs into '{target}', where '{there}' is. Remove that one first.");
        }
    }

    private void Place(string staged, string name)
    {
        TakeAway(name, ReplacedName);
        try
        {
            Directory.Move(staged, Path.Combine(_root, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            PutRight();
            throw new PluginPackageException(
                "ARCH4411", $"The plugin cannot be put into '{_root}': {e.Message} The one that was there is in its place again.", e);
        }
    }

    private void TakeAway(string name, string hidden)
    {
        var there = Path.Combine(_root, name);
        if (Directory.Exists(there))
        {
            Directory.CreateDirectory(Path.Combine(_root, hidden));
            Directory.Move(there, Path.Combine(_root, hidden, name));
        }
    }

    // A plugin whose successor did not come goes back; what was to be removed does not.
    private void PutRight()
    {
        DeleteHidden(StagingName);
        DeleteHidden(RemovedName);
        var replaced = Path.Combine(_root, ReplacedName);
        if (Directory.Exists(replaced))
        {
            foreach (var folder in Directory.GetDirectories(replaced))
            {
                var place = Path.Combine(_root, Path.GetFileName(folder));
                if (!Directory.Exists(place))
                {
                    Directory.Move(folder, place);
                }
            }
        }

        DeleteHidden(ReplacedName);
    }

    private void DeleteHidden(string name)
    {
        var folder = Path.Combine(_root, name);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
