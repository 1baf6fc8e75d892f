namespace Arch.Sdk.Files;

/// <summary>A file that is written beside its target and takes its place at once, so that nobody ever sees half of it.</summary>
public sealed class FileReplacement : IAsyncDisposable
{
    private readonly FileStream _stream;
    private readonly string _target;
    private readonly string _temporary;
    private readonly string _path;
    private readonly bool _overwrite;
    private bool _isCommitted;

    private FileReplacement(string target, string temporary, string path, string display, bool overwrite, FileStream stream)
    {
        _target = target;
        _temporary = temporary;
        _path = path;
        _overwrite = overwrite;
        Display = display;
        _stream = stream;
    }

    /// <summary>Gets what to write to.</summary>
    public Stream Stream => _stream;

    /// <summary>Gets the target's path the way workflows write it.</summary>
    public string Display { get; }

    /// <summary>Has the disk keep what was written and puts the file in the target's place.</summary>
    /// <param name="cancellationToken">Ends the attempt before the target is replaced.</param>
    /// <returns>The size in bytes.</returns>
    /// <exception cref="StepException">A code of <see cref="FileFailure"/>; the target stays as it was.</exception>
    public async Task<long> CommitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _stream.FlushAsync(cancellationToken).ConfigureAwait(false);
#pragma warning disable CA1849 // There is no asynchronous way to have the disk keep what was written
            _stream.Flush(flushToDisk: true);
#pragma warning restore CA1849
            var size = _stream.Length;
            await _stream.DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            Move();
            _isCommitted = true;
            return size;
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Describe(e, _path);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        if (!_isCommitted)
        {
            File.Delete(_temporary);
        }
    }

    internal static FileReplacement Begin(string target, string path, string display, bool overwrite)
    {
        if (Directory.Exists(target))
        {
            throw new StepException(FileFailure.Exists, $"'{path}' is a folder; a file cannot take its place.");
        }

        if (!overwrite && File.Exists(target))
        {
            throw Taken(path, null);
        }

        var temporary = Path.Join(Path.GetDirectoryName(target), "." + Path.GetFileName(target) + "." + Path.GetRandomFileName());
        var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.Asynchronous);
        return new FileReplacement(target, temporary, path, display, overwrite, stream);
    }

    private static StepException Taken(string path, Exception? cause) =>
        new(FileFailure.Exists, $"'{path}' exists already, and the step was told not to replace it.", cause);

    private void Move()
    {
        try
        {
            if (_overwrite && !OperatingSystem.IsWindows() && File.Exists(_target))
            {
                File.SetUnixFileMode(_temporary, File.GetUnixFileMode(_target));
            }

            File.Move(_temporary, _target, _overwrite);
        }
        catch (IOException e) when (!_overwrite && File.Exists(_target))
        {
            throw Taken(_path, e);
        }
    }
}
