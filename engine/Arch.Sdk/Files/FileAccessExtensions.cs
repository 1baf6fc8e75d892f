using System.Text;

namespace Arch.Sdk.Files;

/// <summary>Reads and writes files through the access that a step was granted, with failures that workflows can tell apart.</summary>
public static class FileAccessExtensions
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Opens a file for reading from its beginning.</summary>
    /// <param name="files">The granted access.</param>
    /// <param name="path">The path as the workflow wrote it.</param>
    /// <returns>The open file; dispose it.</returns>
    /// <exception cref="StepException">The path is not allowed, or a code of <see cref="FileFailure"/>.</exception>
    public static FileStream OpenRead(this IFileAccess files, string path)
    {
        var full = files.Resolve(path, FileIntent.Read);
        try
        {
            if (Directory.Exists(full))
            {
                throw new StepException(FileFailure.NotFound, $"'{path}' is a folder, not a file.");
            }

            return new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Describe(e, path);
        }
    }

    /// <summary>Reads a whole file.</summary>
    /// <param name="files">The granted access.</param>
    /// <param name="path">The path as the workflow wrote it.</param>
    /// <param name="maxBytes">The largest file that is read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="StepException">The path is not allowed, or a code of <see cref="FileFailure"/>.</exception>
    public static async Task<byte[]> ReadBytesAsync(
        this IFileAccess files, string path, long maxBytes, CancellationToken cancellationToken)
    {
        var stream = files.OpenRead(path);
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                // A file may grow, and some of the system's report no length: what is read counts, not what is announced.
                using var content = new MemoryStream((int)Math.Min(stream.Length, Math.Min(maxBytes, Array.MaxLength)));
                var buffer = new byte[BufferSize];
                int read;
                while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
                {
                    if (content.Length + read > maxBytes)
                    {
                        throw new StepException(
                            FileFailure.TooLarge, $"'{path}' is larger than {maxBytes} bytes, which is the most that this step reads of it.");
                    }

                    content.Write(buffer.AsSpan(0, read));
                }

                return content.Length == content.Capacity ? content.GetBuffer() : content.ToArray();
            }
            catch (Exception e) when (FileFailure.Is(e))
            {
                throw FileFailure.Describe(e, path);
            }
        }
    }

    /// <summary>Reads a whole file as text. A byte order mark decides over <paramref name="encoding"/>.</summary>
    /// <param name="files">The granted access.</param>
    /// <param name="path">The path as the workflow wrote it.</param>
    /// <param name="maxBytes">The largest file that is read.</param>
    /// <param name="encoding">The encoding; <see langword="null"/> for UTF-8.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The text without byte order mark.</returns>
    /// <exception cref="StepException">The path is not allowed, or a code of <see cref="FileFailure"/>.</exception>
    public static async Task<string> ReadTextAsync(
        this IFileAccess files, string path, long maxBytes, Encoding? encoding, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(await files.ReadBytesAsync(path, maxBytes, cancellationToken).ConfigureAwait(false));
        using var reader = new StreamReader(content, encoding ?? Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Begins to write a file. What is written stands beside the target until <see cref="FileReplacement.CommitAsync"/> puts it
    /// in place at once; without that, the target stays as it was.
    /// </summary>
    /// <param name="files">The granted access.</param>
    /// <param name="path">The path as the workflow wrote it.</param>
    /// <param name="overwrite">Whether a file that is there is replaced; otherwise it is an error.</param>
    /// <param name="createFolders">Whether folders that are missing on the way are made; otherwise it is an error.</param>
    /// <returns>The file being written; dispose it.</returns>
    /// <exception cref="StepException">The path is not allowed, or a code of <see cref="FileFailure"/>.</exception>
    public static FileReplacement BeginWrite(this IFileAccess files, string path, bool overwrite = true, bool createFolders = true)
    {
        var full = files.Resolve(path, FileIntent.Write);
        try
        {
            if (createFolders)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            }

            return FileReplacement.Begin(full, path, files.Display(full), overwrite);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Describe(e, path);
        }
    }

    /// <summary>Makes a folder and those that are missing on the way to it. One that is there stays as it is.</summary>
    /// <param name="files">The granted access.</param>
    /// <param name="path">The path as the workflow wrote it.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="StepException">The path is not allowed, or a code of <see cref="FileFailure"/>.</exception>
    public static string CreateFolder(this IFileAccess files, string path)
    {
        var full = files.Resolve(path, FileIntent.Write);
        try
        {
            return Directory.CreateDirectory(full).FullName;
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Describe(e, path);
        }
    }
}
