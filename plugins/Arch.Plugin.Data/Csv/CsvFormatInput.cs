using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugin.Data.Csv;

internal sealed record CsvFormatInput
{
    [Description("The rows: objects or arrays. What a field holds that is no text is written as JSON.")]
    [Example("\"${{ steps.rank.outputs.rows }}\"")]
    public required IReadOnlyList<JsonElement> Rows { get; init; }

    [Description("The members to write, in order. Unless given: all members that the rows have, in the order they first appear.")]
    public IReadOnlyList<string>? Columns { get; init; }

    [Description("Whether the first line holds the names of the columns.")]
    public bool Header { get; init; } = true;

    [Description("The ASCII character that parts two fields.")]
    [Length(1, 1)]
    public string Delimiter { get; init; } = ",";

    [Description("What ends a line.")]
    public LineEnding LineEnding { get; init; } = LineEnding.Lf;

    [Description("Whether text that a spreadsheet would take for a formula gets a ' in front. Use it for files that people open.")]
    public bool EscapeFormulas { get; init; }

    [Description("The file to write. Unless given, the text is an output.")]
    [Example("out/report.csv")]
    public string? File { get; init; }
}
