using System.ComponentModel;
using System.Text.Json;

namespace Arch.Plugin.Data.Csv;

internal sealed record CsvParseOutput
{
    [Description("The rows: an object a row with the columns as members, or an array a row when no column has a name.")]
    public required JsonElement Rows { get; init; }

    [Description("The names of the columns, in order; empty when they have none.")]
    public required IReadOnlyList<string> Columns { get; init; }

    [Description("How many rows are given.")]
    public required int Count { get; init; }

    [Description("Whether there are more rows, which 'limit' left out.")]
    public required bool Truncated { get; init; }
}
