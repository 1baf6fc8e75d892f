using System.Globalization;
using Arch.Plugins.Discovery;

namespace Arch.Plugins.Loading;

/// <summary>Private copies of plugin folders. A library that is overwritten in place while it is loaded ends the process.</summary>
internal sealed class CodeCopies : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("arch-plugins-").FullName;
    private int _count;

    /// <summary>Copies a folder as it was found.</summary>
    /// <returns>The copy.</returns>
    /// <exception cref="PluginProblemException">ARCH4015 or ARCH4018: it cannot be read, or has changed meanwhile.</exception>
    public string Copy(DiscoveredPlugin plugin)
    {
        var target = Path.Combine(_root, Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture));
        try
        {
            foreach (var file in Directory.EnumerateFiles(plugin.Folder, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(target, Path.GetRelativePath(plugin.Folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!); // it lies below the target
                File.Copy(file, copy);
            }

            if (FolderFingerprint.Of(plugin.Folder) == plugin.Fingerprint)
            {
                return target;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginProblemException(
                "ARCH4015", $"The plugin folder '{plugin.Folder}' cannot be read: {e.Message}", "Give the host the right to read it.", e);
        }

        throw new PluginProblemException(
            "ARCH4018",
            $"The plugin folder '{plugin.Folder}' changed while it was loaded.",
            "Wait until all of it is there; the host looks again by itself when it watches its plugins.");
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_root, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An attempt that is still under way may hold a file; temporary folders are cleaned by the system.
        }
    }
}
