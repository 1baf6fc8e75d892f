using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Arch.Plugin.Sql.Sessions;
using Arch.Sdk;

namespace Arch.Plugin.Sql.Loading;

internal sealed record LoadInput : DatabaseInput
{
    [Description("The table, with its schema before a dot where that is needed.")]
    [Example("sales.orders")]
    [RegularExpression("[^.\\0]{1,128}(\\.[^.\\0]{1,128})?")]
    public required string Table { get; init; }

    [Description("The rows: an object a row with columns as members. Give this or 'csv_file'.")]
    [Example("[{ id: 1, total: 9.5 }, { id: 2, total: 12 }]")]
    public IReadOnlyList<IReadOnlyDictionary<string, JsonElement>>? Rows { get; init; }

    [Description("A CSV file in UTF-8 whose first row names the columns. It is read as it goes and may be larger than memory.")]
    [Example("data/orders.csv")]
    public string? CsvFile { get; init; }

    [Description("CSV: the ASCII character that parts two fields.")]
    [Length(1, 1)]
    public string CsvDelimiter { get; init; } = ",";

    [Description("CSV: whether an empty field stands for no value (null) rather than an empty text.")]
    public bool CsvEmptyAsNull { get; init; } = true;

    [Description("The columns to fill, in place of those of the first row. A row that lacks one gets null there.")]
    [Example("[id, total]")]
    [Length(1, 1_000)]
    public IReadOnlyList<string>? Columns { get; init; }

    [Description("What happens to a row whose key is in the table already: the step fails, the row is skipped, or it replaces the other.")]
    public OnConflict OnConflict { get; init; } = OnConflict.Fail;

    [Description("The columns that make two rows the same; those of the primary key unless given. They need a unique index.")]
    [Example("[id]")]
    [Length(1, 32)]
    public IReadOnlyList<string>? KeyColumns { get; init; }

    [Description("After how many rows progress is reported.")]
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 1_000;

    [Description("SQLite: whether the file is made when there is none.")]
    public bool Create { get; init; }
}
