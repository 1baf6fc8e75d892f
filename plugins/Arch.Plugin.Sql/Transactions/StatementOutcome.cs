using System.ComponentModel;
using System.Text.Json;
using Arch.Plugin.Sql.Rows;

namespace Arch.Plugin.Sql.Transactions;

internal sealed record StatementOutcome
{
    [Description("The rows of a query; null for 'execute'.")]
    public JsonElement? Rows { get; init; }

    [Description("The columns of a query; null for 'execute'.")]
    public IReadOnlyList<Column>? Columns { get; init; }

    [Description("How many rows the query gives or the statement affected.")]
    public required long Count { get; init; }

    [Description("Whether the query has more rows, which 'max_rows' left out.")]
    public required bool Truncated { get; init; }
}
