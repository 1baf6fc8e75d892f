using System.ComponentModel;

namespace Arch.Plugin.Vector.Records;

internal sealed record UpsertOutput
{
    [Description("How many records were put in.")]
    public required int Count { get; init; }
}
