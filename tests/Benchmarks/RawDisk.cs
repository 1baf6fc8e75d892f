using System.Runtime.InteropServices;

namespace Benchmarks;

/// <summary>What the disk can do by itself: 4 KiB written in place and flushed, one after the other.</summary>
internal sealed class RawDisk : IDisposable
{
    private const int Pages = 1024;
    private const int PageBytes = 4096;

    private readonly FileStream _file;
    private readonly byte[] _page = new byte[PageBytes];

    public RawDisk(string folder)
    {
        _file = new FileStream(Path.Combine(folder, "raw"), FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        for (var i = 0; i < Pages; i++)
        {
            _file.Write(_page);
        }

        _file.Flush(flushToDisk: true);
    }

    public void WriteAndFlush(int number)
    {
        RandomAccess.Write(_file.SafeFileHandle, _page, (long)(number % Pages) * PageBytes);
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(_file.SafeFileHandle);
        }
        else if (FlushData(_file.SafeFileHandle) != 0)
        {
            throw new IOException($"fdatasync failed with {Marshal.GetLastPInvokeError()}.");
        }
    }

    public void Dispose() => _file.Dispose();

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int FlushData(SafeHandle file);
}
