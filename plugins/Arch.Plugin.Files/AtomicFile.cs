namespace Arch.Plugin.Files;

/// <summary>Writes files so that others see them whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Has a file written beside its place and then put there.</summary>
    public static async Task WriteAsync(string path, bool overwrite, Func<Stream, Task> write)
    {
        var partial = $"{path}.{Path.GetRandomFileName()}.partial";
        try
        {
            var stream = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 81_920, useAsync: true);
            await using (stream.ConfigureAwait(false))
            {
                await write(stream).ConfigureAwait(false);
                await stream.FlushAsync().ConfigureAwait(false);
#pragma warning disable CA1849 // There is no asynchronous way to have the disk keep what was written
                stream.Flush(flushToDisk: true);
#pragma warning restore CA1849
            }

            File.Move(partial, path, overwrite);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
