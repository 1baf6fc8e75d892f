using System.ComponentModel;

namespace Arch.Plugin.Data.Csv;

internal sealed record CsvFormatOutput
{
    [Description("The CSV text; null when it was written to a file.")]
    public string? Text { get; init; }

    [Description("The file that was written; null when the text is given instead.")]
    public string? File { get; init; }

    [Description("The size in bytes of UTF-8.")]
    public required long Size { get; init; }

    [Description("How many rows were written, without the header.")]
    public required int Count { get; init; }
}
