using System.Globalization;
using System.Text.Json;
using Arch.Plugin.Data.Content;
using Arch.Sdk;
using CsvHelper;

namespace Arch.Plugin.Data.Csv;

[Step("csv.format", Summary = "Writes rows as CSV, as text or into a file.", Idempotent = true)]
internal sealed class CsvFormatStep : IStep<CsvFormatInput, CsvFormatOutput>
{
    public async Task<CsvFormatOutput> RunAsync(CsvFormatInput input, StepContext context, CancellationToken cancellationToken)
    {
        var columns = input.Columns ?? ColumnsOf(input.Rows);
        var written = await TextTarget.WriteAsync(
            input.File, context, text => WriteAsync(input, columns, text, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new CsvFormatOutput { Text = written.Text, File = written.File, Size = written.Size, Count = input.Rows.Count };
    }

    private static async Task WriteAsync(
        CsvFormatInput input, IReadOnlyList<string> columns, TextWriter text, CancellationToken cancellationToken)
    {
        var writer = CsvWriter.Create(text, OptionsOf(input), leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            if (input.Header && columns.Count > 0)
            {
                await WriteRowAsync(writer, columns, cancellationToken).ConfigureAwait(false);
            }

            for (var i = 0; i < input.Rows.Count; i++)
            {
                await WriteRowAsync(writer, FieldsOf(input.Rows[i], columns, i), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static CsvWriterOptions OptionsOf(CsvFormatInput input) => new()
    {
        Separator = input.Delimiter[0],
        NewLine = input.LineEnding == LineEnding.Crlf ? "\r\n" : "\n",
        Injection = input.EscapeFormulas ? CsvInjection.Escape : CsvInjection.None,
        ValidateFieldCount = false,
    };

    private static async Task WriteRowAsync(CsvWriter writer, IEnumerable<string> fields, CancellationToken cancellationToken)
    {
        foreach (var field in fields)
        {
            writer.WriteField(field);
        }

        await writer.EndRecordAsync(cancellationToken).ConfigureAwait(false);
    }

    private static List<string> ColumnsOf(IReadOnlyList<JsonElement> rows) =>
        [.. rows.Where(row => row.ValueKind == JsonValueKind.Object)
            .SelectMany(row => row.EnumerateObject().Select(member => member.Name))
            .Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> FieldsOf(JsonElement row, IReadOnlyList<string> columns, int index) => row.ValueKind switch
    {
        JsonValueKind.Object => columns.Select(column => row.TryGetProperty(column, out var value) ? FieldOf(value) : ""),
        JsonValueKind.Array => row.EnumerateArray().Select(FieldOf),
        _ => throw new StepException(
            Codes.InvalidInput,
            string.Create(CultureInfo.InvariantCulture, $"The input 'rows[{index}]' is {row.ValueKind}; it must be an object or an array.")),
    };

    private static string FieldOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };
}
