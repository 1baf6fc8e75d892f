namespace Arch.Plugins.Packages;

/// <summary>The files of a plugin in a folder that nobody loads from, named like its assembly.</summary>
/// <param name="Folder">The full path.</param>
public sealed record StagedPlugin(string Folder)
{
    /// <summary>Finds the plugin among files that were taken out of a package or copied.</summary>
    /// <param name="folder">Where the files are. What is found is moved to a folder of the right name in it when it has another.</param>
    /// <returns>The plugin.</returns>
    /// <exception cref="PluginPackageException">ARCH4404: there is no plugin, or it cannot be told which assembly is its.</exception>
    public static StagedPlugin Find(string folder)
    {
        var root = new DirectoryInfo(folder);
        // Zips are made of a folder as well as of what is in it.
        while (!File.Exists(Path.Combine(root.FullName, "plugin.json")))
        {
            root = root.GetFileSystemInfos() is [DirectoryInfo only]
                ? only
                : throw new PluginPackageException(
                    "ARCH4404", "The package holds no plugin: there is no 'plugin.json' at its top or in its only folder. Pack the plugin's build output.");
        }

        var name = AssemblyName(root);
        if (root.Name == name && root.FullName != folder)
        {
            return new StagedPlugin(root.FullName);
        }

        var target = Path.Combine(Path.GetDirectoryName(folder)!, Path.GetRandomFileName(), name); // never a root
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        root.MoveTo(target);
        return new StagedPlugin(target);
    }

    private static string AssemblyName(DirectoryInfo root)
    {
        string[] names = [.. root.GetFiles("*.dll").Select(file => Path.GetFileNameWithoutExtension(file.Name))];
        if (names.Contains(root.Name, StringComparer.Ordinal))
        {
            return root.Name;
        }

        // The build writes the list of dependencies for the plugin alone, not for its libraries.
        string[] described = [.. names.Where(name => File.Exists(Path.Combine(root.FullName, name + ".deps.json")))];
        return (described, names) switch
        {
            ([var only], _) => only,
            ([], [var only]) => only,
            _ => throw new PluginPackageException(
                "ARCH4404",
                $"Which of the package's {names.Length} assemblies is the plugin's cannot be told. Put the files into a folder named like the plugin's assembly."),
        };
    }
}
