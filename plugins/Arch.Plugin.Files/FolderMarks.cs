using System.IO.Compression;
using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugin.Files;

/// <summary>The marks of all files as a cursor: JSON, compressed, because a cursor has at most 64 KiB.</summary>
internal static class FolderMarks
{
    private const int Most = 64 * 1024;

    public static Dictionary<string, FileMark> Read(string cursor)
    {
        try
        {
            using var packed = new MemoryStream(Convert.FromBase64String(cursor));
            using var unpacked = new BrotliStream(packed, CompressionMode.Decompress);
            var marks = JsonSerializer.Deserialize<Dictionary<string, FileMark>>(unpacked) ?? [];
            return new(marks, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or InvalidOperationException or JsonException)
        {
            throw new StepException("file_cursor", "The cursor of the trigger cannot be read. Reset the trigger to begin anew.", e);
        }
    }

    /// <exception cref="StepException">file_too_many: they do not fit.</exception>
    public static string Write(SortedDictionary<string, FileMark> marks, string folder)
    {
        using var packed = new MemoryStream();
        using (var packing = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            JsonSerializer.Serialize(packing, marks);
        }

        var cursor = Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
        return cursor.Length <= Most
            ? cursor
            : throw new StepException(
                "file_too_many",
                $"What must be kept of the {marks.Count} files of the folder '{folder}' has {cursor.Length} bytes; there is room for {Most}. Narrow 'glob', or move files away once they are dealt with.");
    }
}
