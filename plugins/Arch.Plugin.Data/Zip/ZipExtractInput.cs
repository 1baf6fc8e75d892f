using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Sdk;

namespace Arch.Plugin.Data.Zip;

internal sealed record ZipExtractInput
{
    [Description("The archive.")]
    [Example("data/orders.zip")]
    public required string File { get; init; }

    [Description("The folder to put the files in; it is made if need be.")]
    [Example("data/orders")]
    public required string Folder { get; init; }

    [Description("Whether files that are there are replaced. Otherwise they are an error, and nothing is unpacked.")]
    public bool Overwrite { get; init; }

    [Description("The most files that the archive may hold.")]
    [Range(1, 1_000_000)]
    public int MaxFiles { get; init; } = 10_000;

    [Description("The most bytes that all files together may have once unpacked.")]
    [Range(1, 1_099_511_627_776d)]
    public long MaxSize { get; init; } = 1024L * 1024 * 1024;
}
