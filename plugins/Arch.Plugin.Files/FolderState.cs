using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Arch.Sdk;

namespace Arch.Plugin.Files;

/// <summary>
/// What a folder held at a look, small enough for a cursor: for each file 8 bytes that stand for its path and 4 for its size and
/// time. Two of 4,000 paths share their 8 bytes with a probability below one in a million million.
/// </summary>
internal sealed class FolderState
{
    public const int MostFiles = 4_000;

    private const int EntryBytes = 12;

    private readonly Dictionary<ulong, uint> _files = [];

    /// <summary>Reads a cursor; without one, nothing was known.</summary>
    public static FolderState Read(string? cursor)
    {
        var state = new FolderState();
        var bytes = cursor is null ? [] : Convert.FromBase64String(cursor);
        for (var at = 0; at + EntryBytes <= bytes.Length; at += EntryBytes)
        {
            state._files[BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at))] = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 8));
        }

        return state;
    }

    /// <summary>Gives what stands for a file's path, and for its present content.</summary>
    public static (ulong Name, uint Version) Mark(string path, FileInfo file)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(path), hash);
        var name = BinaryPrimitives.ReadUInt64LittleEndian(hash);
        Span<byte> state = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(state, file.Length);
        BinaryPrimitives.WriteInt64LittleEndian(state[8..], file.LastWriteTimeUtc.Ticks);
        SHA256.HashData(state, hash);
        return (name, BinaryPrimitives.ReadUInt32LittleEndian(hash));
    }

    public uint? Find(ulong name) => _files.TryGetValue(name, out var version) ? version : null;

    /// <summary>Notes a file; without a version it is not known yet.</summary>
    /// <exception cref="StepException">There are too many.</exception>
    public void Keep(ulong name, uint? version, ChangedSettings settings)
    {
        if (version is null)
        {
            return;
        }

        _files[name] = version.Value;
        if (_files.Count > settings.MaxFiles)
        {
            throw new StepException(
                "file_too_many",
                $"The folder '{settings.Path}' has more than {settings.MaxFiles} matching files. Narrow 'glob', or have runs move the files that they are done with.");
        }
    }

    public string Write()
    {
        var bytes = new byte[_files.Count * EntryBytes];
        var at = 0;
        foreach (var (name, version) in _files)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), name);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at + 8), version);
            at += EntryBytes;
        }

        return Convert.ToBase64String(bytes);
    }
}
