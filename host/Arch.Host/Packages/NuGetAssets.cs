using System.Runtime.InteropServices;
using Arch.Plugins.Packages;
using NuGet.Frameworks;
using NuGet.Packaging;

namespace Arch.Host.Packages;

/// <summary>Which entries of a NuGet package are needed at run time on this machine, and where they belong beside a plugin.</summary>
internal static class NuGetAssets
{
    /// <summary>Reads a package.</summary>
    /// <param name="package">The package, which stays open.</param>
    /// <returns>The path beside the plugin for the path of an entry.</returns>
    public static IReadOnlyDictionary<string, string> Of(Stream package)
    {
        try
        {
            using var reader = new PackageArchiveReader(package, leaveStreamOpen: true);
            string[] entries = [.. reader.GetFiles()];
            var assets = new Dictionary<string, string>(StringComparer.Ordinal);
            AddNearest(assets, entries, "lib/");
            // What is made for this system takes the place of what is made for all.
            foreach (var rid in Rids().Reverse())
            {
                AddNearest(assets, entries, $"runtimes/{rid}/lib/");
            }

            if (Rids().Select(rid => $"runtimes/{rid}/native/").FirstOrDefault(folder => Below(entries, folder).Any()) is { } native)
            {
                AddAll(assets, entries, native);
            }

            if (entries.Contains("plugin.json", StringComparer.Ordinal))
            {
                assets["plugin.json"] = "plugin.json";
            }

            return assets;
        }
        catch (InvalidDataException e)
        {
            throw new PluginPackageException("ARCH4401", $"The package is not a readable NuGet package: {e.Message}", e);
        }
    }

    private static void AddNearest(Dictionary<string, string> assets, string[] entries, string folder)
    {
        var frameworks = Below(entries, folder)
            .Select(entry => entry[folder.Length..].Split('/')[0])
            .Distinct()
            .Select(name => new FrameworkSpecificGroup(NuGetFramework.ParseFolder(name), [name]));
        if (NuGetFrameworkUtility.GetNearest(frameworks, NuGetClosure.Framework) is { } nearest)
        {
            AddAll(assets, entries, $"{folder}{nearest.Items.First()}/");
        }
    }

    private static void AddAll(Dictionary<string, string> assets, string[] entries, string folder)
    {
        foreach (var entry in Below(entries, folder).Where(entry => Path.GetFileName(entry) != "_._" && !entry.EndsWith(".runtimeconfig.json", StringComparison.Ordinal)))
        {
            var path = entry[folder.Length..];
            foreach (var other in assets.Where(asset => asset.Value == path).Select(asset => asset.Key).ToList())
            {
                assets.Remove(other);
            }

            assets.Add(entry, path);
        }
    }

    private static IEnumerable<string> Below(string[] entries, string folder) =>
        entries.Where(entry => entry.StartsWith(folder, StringComparison.OrdinalIgnoreCase) && !entry.EndsWith('/'));

    // linux-musl-x64, linux-x64, linux, unix-x64, unix, any
    private static IEnumerable<string> Rids()
    {
        var rid = RuntimeInformation.RuntimeIdentifier;
        var machine = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        string[] all = [rid, $"{system}-{machine}", system, .. system == "win" ? Array.Empty<string>() : [$"unix-{machine}", "unix"], "any"];
        return all.Distinct();
    }
}
