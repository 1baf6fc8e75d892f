using System.ComponentModel;

namespace Arch.Plugin.Sql.Executing;

internal sealed record ExecuteOutput
{
    [Description("How many rows were inserted, changed or deleted in all.")]
    public required long Affected { get; init; }

    [Description("How many rows each set of parameters affected, in their order.")]
    public required IReadOnlyList<long> AffectedEach { get; init; }
}
