using Arch.Host.Cli;

namespace Arch.Host.Projects;

/// <summary>Finds workflow files in folders.</summary>
internal static class WorkflowFiles
{
    /// <summary>Gets what a path of the command line means: a file, or all files of a folder and those below.</summary>
    /// <exception cref="UsageException">ARCH6004: the folder holds none.</exception>
    public static IReadOnlyList<string> Expand(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        var files = In(path, recursive: true).ToList();
        return files.Count > 0 ? files : throw new UsageException("ARCH6004", $"The folder '{path}' holds no workflow file (*.yaml, *.yml).");
    }

    /// <summary>Gets the YAML files in a folder in the order of their names.</summary>
    /// <param name="folder">The folder; one that does not exist has no files.</param>
    /// <param name="recursive">Whether to look into folders below, save hidden ones.</param>
    public static IEnumerable<string> In(string folder, bool recursive)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var options = new EnumerationOptions
        {
            RecurseSubdirectories = recursive,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        };
        return Directory.EnumerateFiles(folder, "*", options)
            .Where(file => Path.GetExtension(file) is ".yaml" or ".yml" && Path.GetFileName(file) != Settings.SettingsReader.FileName)
            .Order(StringComparer.Ordinal);
    }
}
