namespace Arch.Host.Projects;

/// <summary>Finds workflow files in folders.</summary>
internal static class WorkflowFiles
{
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
