using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Arch.Storage.Sqlite.Tests.Faults;

/// <summary>
/// Stands between SQLite and the files of one folder, and fails as it is told. It takes the place of the function by which SQLite
/// opens files, for the whole process; files of other folders are left alone.
/// </summary>
internal static unsafe class FaultyDisk
{
    // Where in SQLite's structures the functions are, counted in pointers: sqlite3_vfs, and sqlite3_io_methods.
    private const int OpenOfDisk = 5;
    private const int CloseOfFile = 1;
    private const int WriteOfFile = 3;
    private const int TruncateOfFile = 4;
    private const int SyncOfFile = 5;
    private const int FunctionsOfFile = 19;

    private static readonly Lock Gate = new();
    private static readonly ConcurrentDictionary<string, DiskFault> Folders = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<nint, DiskFault> Files = new();
    private static readonly Dictionary<nint, nint> Replaced = [];
    private static delegate* unmanaged[Cdecl]<nint, byte*, nint, int, int*, int> s_open;
    private static delegate* unmanaged[Cdecl]<nint, int> s_close;
    private static delegate* unmanaged[Cdecl]<nint, byte*, int, long, int> s_write;
    private static delegate* unmanaged[Cdecl]<nint, long, int> s_truncate;
    private static delegate* unmanaged[Cdecl]<nint, int, int> s_sync;

    /// <summary>Gives the files of a folder that are opened from now on to a fault.</summary>
    /// <returns>Ends that when it is disposed.</returns>
    public static IDisposable Under(string folder, DiskFault fault)
    {
        lock (Gate)
        {
            if (s_open is null)
            {
                Batteries_V2.Init();
                var disk = (nint*)Find(null);
                s_open = (delegate* unmanaged[Cdecl]<nint, byte*, nint, int, int*, int>)disk[OpenOfDisk];
                disk[OpenOfDisk] = (nint)(delegate* unmanaged[Cdecl]<nint, byte*, nint, int, int*, int>)&Open;
            }
        }

        Folders[folder] = fault;
        return new End(folder);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(nint disk, byte* name, nint file, int flags, int* outFlags)
    {
        var result = s_open(disk, name, file, flags, outFlags);
        if (result == raw.SQLITE_OK && FaultOf(Marshal.PtrToStringUTF8((nint)name)) is { } fault)
        {
            Files[file] = fault;
            *(nint*)file = FunctionsLike(*(nint*)file);
        }

        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(nint file)
    {
        Files.TryRemove(file, out _);
        return s_close(file);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(nint file, byte* bytes, int count, long offset) =>
        Do(file, () => s_write(file, bytes, count, offset), raw.SQLITE_IOERR_WRITE);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(nint file, long size) => Do(file, () => s_truncate(file, size), raw.SQLITE_IOERR_TRUNCATE);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(nint file, int flags) => Do(file, () => s_sync(file, flags), raw.SQLITE_IOERR_FSYNC);

    private static int Do(nint file, Func<int> operation, int error) =>
        Files.TryGetValue(file, out var fault) ? fault.Do(operation, error) : operation();

    private static DiskFault? FaultOf(string? name) =>
        name is null ? null : Folders.FirstOrDefault(pair => name.StartsWith(pair.Key, StringComparison.Ordinal)).Value;

    // The functions of a file with some replaced; made once and kept, because files point to them.
    private static nint FunctionsLike(nint functions)
    {
        lock (Gate)
        {
            if (Replaced.TryGetValue(functions, out var known))
            {
                return known;
            }

            var from = (nint*)functions;
            var to = (nint*)NativeMemory.Alloc(FunctionsOfFile, (nuint)sizeof(nint));
            new ReadOnlySpan<nint>(from, FunctionsOfFile).CopyTo(new Span<nint>(to, FunctionsOfFile));
            s_close = (delegate* unmanaged[Cdecl]<nint, int>)from[CloseOfFile];
            s_write = (delegate* unmanaged[Cdecl]<nint, byte*, int, long, int>)from[WriteOfFile];
            s_truncate = (delegate* unmanaged[Cdecl]<nint, long, int>)from[TruncateOfFile];
            s_sync = (delegate* unmanaged[Cdecl]<nint, int, int>)from[SyncOfFile];
            to[CloseOfFile] = (nint)(delegate* unmanaged[Cdecl]<nint, int>)&Close;
            to[WriteOfFile] = (nint)(delegate* unmanaged[Cdecl]<nint, byte*, int, long, int>)&Write;
            to[TruncateOfFile] = (nint)(delegate* unmanaged[Cdecl]<nint, long, int>)&Truncate;
            to[SyncOfFile] = (nint)(delegate* unmanaged[Cdecl]<nint, int, int>)&Sync;
            Replaced.Add(functions, (nint)to);
            return (nint)to;
        }
    }

    [SuppressMessage("Interoperability", "SYSLIB1054", Justification = "One function without anything to marshal")]
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint Find(byte* name);

    private sealed class End(string folder) : IDisposable
    {
        public void Dispose() => Folders.TryRemove(folder, out _);
    }
}
