using System.ComponentModel;

namespace Arch.Plugin.Data.Zip;

internal sealed record ZipExtractOutput
{
    [Description("The files that were written, in the order of the archive.")]
    public required IReadOnlyList<string> Files { get; init; }

    [Description("How many bytes they have together.")]
    public required long Size { get; init; }
}
