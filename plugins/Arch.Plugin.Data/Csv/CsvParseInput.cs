using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Sdk;

namespace Arch.Plugin.Data.Csv;

internal sealed record CsvParseInput
{
    [Description("The CSV text. Give this or 'file'.")]
    public string? Text { get; init; }

    [Description("The file to read, in UTF-8 unless a byte order mark says otherwise. It is read as it goes; only the rows asked for are kept.")]
    [Example("data/orders.csv")]
    public string? File { get; init; }

    [Description("The ASCII character that parts two fields; null to find it out from the first lines.")]
    [Length(1, 1)]
    public string? Delimiter { get; init; } = ",";

    [Description("The character around fields that hold a delimiter, a line break or itself, doubled.")]
    [Length(1, 1)]
    public string Quote { get; init; } = "\"";

    [Description("Whether the first row holds the names of the columns. Without it and without 'columns', rows are arrays.")]
    public bool Header { get; init; } = true;

    [Description("The names of the columns, in order. They replace those of the header.")]
    public IReadOnlyList<string>? Columns { get; init; }

    [Description("Whether fields that look like a number, true, false or nothing become that. Otherwise every field is text.")]
    public bool InferTypes { get; init; }

    [Description("Whether blanks around fields are dropped.")]
    public bool Trim { get; init; }

    [Description("How many rows to pass over after the header.")]
    [Range(0, int.MaxValue)]
    public int Skip { get; init; }

    [Description("The most rows to give; null for all.")]
    [Range(0, int.MaxValue)]
    public int? Limit { get; init; }
}
