using System.Globalization;
using System.Text.Json;
using Arch.Plugin.Data.Content;
using Arch.Sdk;
using Arch.Sdk.Files;
using CsvHelper;

namespace Arch.Plugin.Data.Csv;

[Step("csv.parse", Summary = "Reads rows from CSV text or a CSV file.", Idempotent = true)]
internal sealed class CsvParseStep : IStep<CsvParseInput, CsvParseOutput>
{
    private const int MaxRowBytes = 16 * 1024 * 1024;

    public async Task<CsvParseOutput> RunAsync(CsvParseInput input, StepContext context, CancellationToken cancellationToken)
    {
        using var text = Source.OpenText(input.Text, input.File, context);
        try
        {
            using var reader = CsvReader.Create(text, OptionsOf(input), leaveOpen: true);
            return await ReadAsync(input, reader, cancellationToken).ConfigureAwait(false);
        }
        catch (CsvFormatException e)
        {
            throw new StepException(Codes.InvalidCsv, $"The text is not CSV: {e.Message}", e);
        }
        catch (ArgumentException e)
        {
            throw new StepException(Codes.InvalidInput, $"The delimiter and the quote do not go together: {e.Message}", e);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Describe(e, input.File ?? "");
        }
    }

    private static CsvReaderOptions OptionsOf(CsvParseInput input) => new()
    {
        Separator = input.Delimiter?[0],
        Quote = input.Quote[0],
        HasHeader = false,
        TrimWhitespace = input.Trim,
        MaxRecordSize = MaxRowBytes,
        MalformedData = CsvMalformedDataHandling.Throw,
        TrackLineNumbers = true,
    };

    private static async Task<CsvParseOutput> ReadAsync(CsvParseInput input, CsvReader reader, CancellationToken cancellationToken)
    {
        string[]? names = null;
        if (input.Header && await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            names = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];
        }

        names = input.Columns is { Count: > 0 } columns ? [.. columns] : names;
        CheckNames(names);
        var left = input.Skip;
        var count = 0;
        var isTruncated = false;
        using var rows = new JsonBuffer();
        rows.Writer.WriteStartArray();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (left > 0)
            {
                left--;
                continue;
            }

            if (count == input.Limit)
            {
                isTruncated = true;
                break;
            }

            WriteRow(rows.Writer, reader, names, input.InferTypes);
            rows.FlushIfLarge();
            count++;
        }

        rows.Writer.WriteEndArray();
        return new CsvParseOutput { Rows = rows.ToElement(), Columns = names ?? [], Count = count, Truncated = isTruncated };
    }

    private static void CheckNames(string[]? names)
    {
        var twice = names?.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new StepException(
                Codes.InvalidCsv,
                string.Create(CultureInfo.InvariantCulture, $"The column '{twice.Key}' is there {twice.Count()} times. Name the columns with the input 'columns'."));
        }
    }

    private static void WriteRow(Utf8JsonWriter writer, CsvReader reader, string[]? names, bool inferTypes)
    {
        if (names is null)
        {
            writer.WriteStartArray();
            for (var i = 0; i < reader.FieldCount; i++)
            {
                FieldValue.Write(writer, reader.GetString(i), inferTypes);
            }

            writer.WriteEndArray();
            return;
        }

        if (reader.FieldCount > names.Length)
        {
            throw new StepException(
                Codes.InvalidCsv,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The row at line {reader.LineNumber} has {reader.FieldCount} fields; there are {names.Length} columns."));
        }

        writer.WriteStartObject();
        for (var i = 0; i < names.Length; i++)
        {
            writer.WritePropertyName(names[i]);
            if (i < reader.FieldCount)
            {
                FieldValue.Write(writer, reader.GetString(i), inferTypes);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndObject();
    }
}
