namespace Arch.Host.Settings;

/// <summary>Folders of the project of the working folder, for commands that need nothing else of it.</summary>
internal static class ProjectFolders
{
    /// <summary>Gets where runs are kept.</summary>
    /// <exception cref="Cli.UsageException">The settings are wrong.</exception>
    public static string Data() => SettingsReader.Read(Directory.GetCurrentDirectory()).DataFolder;
}
