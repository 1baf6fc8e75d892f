using System.Text;

namespace CrashHost;

/// <summary>Lines that outlive the process, one write to the system each.</summary>
internal sealed class NoteFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;

    public NoteFile(string path) =>
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    /// <summary>Adds a line; with <paramref name="isDurable"/> it is on the disk when this method returns.</summary>
    public void Add(string line, bool isDurable)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (_gate)
        {
            _file.Write(bytes);
            if (isDurable)
            {
                _file.Flush(flushToDisk: true);
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
