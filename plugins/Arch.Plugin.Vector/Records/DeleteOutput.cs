using System.ComponentModel;

namespace Arch.Plugin.Vector.Records;

internal sealed record DeleteOutput
{
    [Description("How many records were deleted.")]
    public required long Count { get; init; }
}
