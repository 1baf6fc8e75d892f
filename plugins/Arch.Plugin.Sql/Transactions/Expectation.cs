using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Sdk;

namespace Arch.Plugin.Sql.Transactions;

internal sealed record Expectation
{
    [Description("How many rows the query gives or the statement affects.")]
    [Example("1")]
    [Range(0, 1_000_000)]
    public required long Rows { get; init; }
}
