using System.ComponentModel;

namespace Arch.Plugin.Data.Zip;

internal sealed record ZipCreateOutput
{
    [Description("The archive.")]
    public required string File { get; init; }

    [Description("The names of the files in it, in the order they were packed.")]
    public required IReadOnlyList<string> Entries { get; init; }

    [Description("The size of the archive in bytes.")]
    public required long Size { get; init; }
}
