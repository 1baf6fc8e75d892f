namespace Arch.Storage.Sqlite.Maintenance;

/// <summary>What compacting a store did.</summary>
/// <param name="File">The database.</param>
/// <param name="BytesBefore">The size of the database with its log before.</param>
/// <param name="BytesAfter">The size after.</param>
/// <param name="Removed">How many rows were removed, by what they were.</param>
/// <param name="IsRewritten">
/// Whether the file was written anew, which gives free space back. That takes a store that no host uses; otherwise free space stays
/// in the file, where what comes next uses it.
/// </param>
public sealed record CompactionReport(
    string File,
    long BytesBefore,
    long BytesAfter,
    IReadOnlyDictionary<string, long> Removed,
    bool IsRewritten)
{
    /// <summary>Gets how many bytes were given back; 0 when the file has grown.</summary>
    public long BytesFreed => Math.Max(0, BytesBefore - BytesAfter);
}
