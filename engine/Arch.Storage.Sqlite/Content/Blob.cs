namespace Arch.Storage.Sqlite.Content;

/// <summary>A large value, named by its content.</summary>
/// <param name="Hash">The SHA-256 of the content.</param>
/// <param name="Content">The content, a JSON text.</param>
internal sealed record Blob(byte[] Hash, ReadOnlyMemory<byte> Content)
{
    private (byte[] Bytes, bool IsPacked)? _packed;

    /// <summary>Packs the content; the second time it is packed already.</summary>
    public (byte[] Bytes, bool IsPacked) Pack() => _packed ??= Packing.Pack(Content);
}
