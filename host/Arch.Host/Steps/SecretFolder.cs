using System.Text;
using Arch.Host.Cli;

namespace Arch.Host.Steps;

/// <summary>The folder with a file for each secret.</summary>
/// <param name="folder">Its full path; it is made when the first secret is set.</param>
internal sealed class SecretFolder(string folder)
{
    /// <summary>Lists the secrets by name, without their values.</summary>
    public IReadOnlyList<(string Name, DateTimeOffset SetAt)> List() => !Directory.Exists(folder) ? [] :
    [
        .. new DirectoryInfo(folder).EnumerateFiles()
            .Where(file => Secrets.IsName(file.Name))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => (file.Name, new DateTimeOffset(file.LastWriteTimeUtc))),
    ];

    /// <summary>Sets a secret as a whole, readable by the host's user alone.</summary>
    /// <exception cref="UsageException">ARCH6121: the value is too long, or the file cannot be written.</exception>
    public void Set(string name, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        if (bytes.Length is 0 or > Secrets.LongestBytes)
        {
            throw new UsageException("ARCH6121", $"The secret '{name}' must have 1 to {Secrets.LongestBytes} bytes, but has {bytes.Length}.");
        }

        var made = Path.Combine(folder, $".{name}.{Path.GetRandomFileName()}");
        try
        {
            Directory.CreateDirectory(folder);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var stream = new FileStream(made, options))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(made, Path.Combine(folder, name), overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(made);
            throw new UsageException("ARCH6121", $"The secret '{name}' cannot be written to the secret folder.", exception);
        }
    }

    /// <summary>Removes a secret.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(string name)
    {
        var file = Path.Combine(folder, name);
        var isThere = File.Exists(file);
        File.Delete(file);
        return isThere;
    }
}
