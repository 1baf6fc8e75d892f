using Arch.Plugins.Manifests;
using Arch.Plugins.Policies;

namespace Arch.Plugins.Discovery;

/// <summary>Finds the plugin folders below the roots and checks each by itself; a bad one does not touch the others.</summary>
internal static class PluginDiscovery
{
    /// <summary>Finds plugins.</summary>
    /// <param name="roots">The roots in order of precedence; one that does not exist is passed over.</param>
    /// <param name="builtIn">What is built in and wins over every plugin's.</param>
    /// <param name="policy">Which plugins may be loaded.</param>
    public static IReadOnlyList<DiscoveredPlugin> Find(
        IReadOnlyList<string> roots, IEnumerable<PluginPart> builtIn, PluginPolicy policy)
    {
        var plugins = roots.SelectMany(root => FindIn(root, policy)).ToList();
        RefuseOlderOfOneId(plugins);
        RefuseTakenNames(plugins, builtIn);
        return plugins;
    }

    private static IEnumerable<DiscoveredPlugin> FindIn(string root, PluginPolicy policy)
    {
        if (!Directory.Exists(root))
        {
            return [];
        }

        try
        {
            return Directory.GetDirectories(Path.GetFullPath(root))
                .Where(folder => !Path.GetFileName(folder).StartsWith('.'))
                .Order(StringComparer.Ordinal)
                .Select(folder => Inspect(folder, policy));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var problem = new PluginProblem(
                "ARCH4015", $"The plugin root '{root}' cannot be read: {e.Message}", "Give the host the right to read it.");
            return [new DiscoveredPlugin { Folder = Path.GetFullPath(root), Problem = problem }];
        }
    }

    private static DiscoveredPlugin Inspect(string folder, PluginPolicy policy)
    {
        var plugin = new DiscoveredPlugin { Folder = folder };
        try
        {
            plugin = plugin with { Fingerprint = FolderFingerprint.Of(folder) };
            plugin = plugin with { Manifest = ManifestReader.Read(folder) };
            plugin = plugin with { Rule = PolicyCheck.Allow(plugin.Id, folder, policy) };
            CheckSdk(plugin.Manifest);
            if (!File.Exists(plugin.AssemblyPath))
            {
                throw new PluginProblemException(
                    "ARCH4005",
                    $"The plugin folder '{folder}' has no '{Path.GetFileName(plugin.AssemblyPath)}'.",
                    "Name the folder like the plugin's assembly, and copy the build output into it.");
            }

            return plugin with { Parts = AssemblyScan.Read(plugin.AssemblyPath) };
        }
        catch (PluginProblemException e)
        {
            return plugin with { Problem = e.Problem };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return plugin with
            {
                Problem = new PluginProblem(
                    "ARCH4015", $"The plugin folder '{folder}' cannot be read: {e.Message}", "Give the host the right to read it."),
            };
        }
    }

    private static void CheckSdk(PluginManifest manifest)
    {
        if (!manifest.Sdk.Contains(HostRuntime.SdkVersion))
        {
            throw new PluginProblemException(
                "ARCH4004",
                $"The plugin '{manifest.Id}' {manifest.Version} works with Arch.Sdk '{manifest.Sdk}'; this host has {HostRuntime.SdkVersion}.",
                "Install a version of the plugin for this host, or another version of the host.");
        }
    }

    private static void RefuseOlderOfOneId(List<DiscoveredPlugin> plugins)
    {
        var usable = plugins.Where(plugin => plugin.Problem is null).GroupBy(plugin => plugin.Id, StringComparer.Ordinal);
        foreach (var group in usable.Where(group => group.Count() > 1).ToList())
        {
            // MaxBy keeps the first of equal ones: the root named first wins.
            var best = group.MaxBy(plugin => plugin.Manifest!.Version)!;
            foreach (var other in group.Where(plugin => plugin != best))
            {
                plugins[plugins.IndexOf(other)] = other with
                {
                    Problem = new PluginProblem(
                        "ARCH4011",
                        $"The plugin '{other.Id}' {other.Manifest!.Version} in '{other.Folder}' is not used: "
                            + $"'{best.Folder}' has version {best.Manifest!.Version}.",
                        "Remove one of the two folders."),
                };
            }
        }
    }

    private static void RefuseTakenNames(List<DiscoveredPlugin> plugins, IEnumerable<PluginPart> builtIn)
    {
        var owners = builtIn.ToDictionary(Key, _ => "Arch itself");
        for (var i = 0; i < plugins.Count; i++)
        {
            var plugin = plugins[i];
            if (plugin.Problem is not null)
            {
                continue;
            }

            var taken = plugin.Parts.FirstOrDefault(scanned => owners.ContainsKey(Key(scanned.Part)))?.Part;
            if (taken is not null)
            {
                plugins[i] = plugin with
                {
                    Problem = new PluginProblem(
                        "ARCH4010",
                        $"The plugin '{plugin.Id}' declares the {PartKind.Of(taken.Kind).Word} type '{taken}', which {owners[Key(taken)]} offers already.",
                        "Remove one of the two plugins."),
                };
                continue;
            }

            foreach (var scanned in plugin.Parts)
            {
                owners.Add(Key(scanned.Part), $"the plugin '{plugin.Id}'");
            }
        }
    }

    private static (PluginPartKind Kind, string Name, int Version) Key(PluginPart part) => (part.Kind, part.Name, part.Version);
}
