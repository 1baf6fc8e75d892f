using Arch.Host.Cli;

namespace Arch.Host.Projects;

/// <summary>Replaces files as a whole, so that nobody ever finds half of one.</summary>
internal static class FileReplacement
{
    /// <summary>Replaces what a file holds. Its mode stays, and a link goes on naming the same file.</summary>
    /// <exception cref="UsageException">ARCH6004: the file cannot be written; it is as it was.</exception>
    public static void Write(string file, byte[] bytes)
    {
        var target = File.ResolveLinkTarget(Path.GetFullPath(file), returnFinalTarget: true)?.FullName ?? Path.GetFullPath(file);
        var made = $"{target}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = new FileStream(made, FileMode.CreateNew, FileAccess.Write))
            {
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(target));
                }

                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(made, target, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(made);
            throw new UsageException("ARCH6004", $"The file '{file}' cannot be written: {e.Message}", e);
        }
    }
}
