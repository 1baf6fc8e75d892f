using System.ComponentModel;
using System.Text.Json;
using Arch.Plugin.Sql.Rows;

namespace Arch.Plugin.Sql.Queries;

internal sealed record QueryOutput
{
    [Description("The rows: an object a row, with the columns as members.")]
    public required JsonElement Rows { get; init; }

    [Description("The columns, in order.")]
    public required IReadOnlyList<Column> Columns { get; init; }

    [Description("How many rows are given.")]
    public required int Count { get; init; }

    [Description("Whether there are more rows, which 'max_rows' left out.")]
    public required bool Truncated { get; init; }
}
