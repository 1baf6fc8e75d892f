using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Arch.Sdk;
using Arch.Sdk.Files;
using CsvHelper;

namespace Arch.Plugin.Sql.Loading;

/// <summary>The rows to load, one after the other, with progress reported on the way.</summary>
internal sealed class LoadSource : IDisposable
{
    private const int MaxRowBytes = 16 * 1024 * 1024;

    private readonly LoadInput _input;
    private readonly StepContext _context;
    private readonly FileStream? _file;
    private readonly StreamReader? _text;
    private readonly CsvReader? _csv;
    private int[] _positions = [];

    private LoadSource(LoadInput input, StepContext context)
    {
        _input = input;
        _context = context;
        if (input.CsvFile is not null)
        {
            _file = context.Files.OpenRead(input.CsvFile);
            _text = new StreamReader(_file, leaveOpen: true);
            _csv = CsvReader.Create(_text, Options(input), leaveOpen: true);
        }
    }

    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>Gets how many rows were read so far.</summary>
    public long Count { get; private set; }

    /// <exception cref="StepException">sql_input, sql_invalid_data, or a code of files.</exception>
    public static async Task<LoadSource> OpenAsync(LoadInput input, StepContext context, CancellationToken cancellationToken)
    {
        if (input.Rows is null == input.CsvFile is null)
        {
            throw new StepException(Codes.Input, "Give either 'rows' or 'csv_file'.");
        }

        var source = new LoadSource(input, context);
        try
        {
            await source.ReadColumnsAsync(cancellationToken).ConfigureAwait(false);
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    public async IAsyncEnumerable<LoadRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_csv is null)
        {
            foreach (var row in _input.Rows!) // there are rows where there is no file
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return Next(FromObject(row));
            }
        }
        else
        {
            while (await MoveAsync(_csv, cancellationToken).ConfigureAwait(false))
            {
                yield return Next(FromFields(_csv));
            }
        }
    }

    public void Dispose()
    {
        _csv?.Dispose();
        _text?.Dispose();
        _file?.Dispose();
    }

    private static CsvReaderOptions Options(LoadInput input) => new()
    {
        Separator = input.CsvDelimiter[0],
        HasHeader = false,
        MaxRecordSize = MaxRowBytes,
        MalformedData = CsvMalformedDataHandling.Throw,
        TrackLineNumbers = true,
    };

    private async Task ReadColumnsAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = _input.Rows is { Count: > 0 } rows ? [.. rows[0].Keys] : [];
        if (_csv is not null)
        {
            names = await MoveAsync(_csv, cancellationToken).ConfigureAwait(false)
                ? [.. Enumerable.Range(0, _csv.FieldCount).Select(_csv.GetString)]
                : throw new StepException(Codes.InvalidData, $"'{_input.CsvFile}' is empty; its first row must name the columns.");
        }

        Columns = _input.Columns ?? names;
        if (Columns.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new StepException(Codes.Input, $"The column '{twice.Key}' is there {twice.Count()} times.");
        }

        var header = names.ToList();
        _positions = [.. Columns.Select(name => header.IndexOf(name))];
        if (_csv is not null && Array.IndexOf(_positions, -1) is var missing and >= 0)
        {
            throw new StepException(
                Codes.Input, $"'{_input.CsvFile}' has no column '{Columns[missing]}'; it has {string.Join(", ", names.Select(name => $"'{name}'"))}.");
        }
    }

    private LoadRow Next(LoadRow row)
    {
        Count++;
        if (Count % _input.BatchSize == 0)
        {
            var fraction = _input.Rows is { Count: > 0 } rows
                ? (double)Count / rows.Count
                : _file is { Length: > 0 } file ? (double)file.Position / file.Length : 0;
            _context.ReportProgress(Math.Min(fraction, 1), string.Create(CultureInfo.InvariantCulture, $"{Count} rows"));
        }

        return row;
    }

    private LoadRow FromObject(IReadOnlyDictionary<string, JsonElement> row)
    {
        if (row.Keys.FirstOrDefault(name => !Columns.Contains(name, StringComparer.Ordinal)) is { } unknown && _input.Columns is null)
        {
            throw new StepException(
                Codes.Input, $"The row {Count + 1} has the column '{unknown}', which the first row has not. Name all of them with 'columns'.");
        }

        return new LoadRow([.. Columns.Select(name => row.GetValueOrDefault(name))]);
    }

    private LoadRow FromFields(CsvReader csv)
    {
        var values = new JsonElement[_positions.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var field = _positions[i] < csv.FieldCount ? csv.GetString(_positions[i]) : "";
            values[i] = field.Length == 0 && _input.CsvEmptyAsNull ? default : JsonSerializer.SerializeToElement(field);
        }

        return new LoadRow(values);
    }

    private async Task<bool> MoveAsync(CsvReader csv, CancellationToken cancellationToken)
    {
        try
        {
            return await csv.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CsvFormatException e)
        {
            throw new StepException(Codes.InvalidData, $"'{_input.CsvFile}' is not CSV: {e.Message}", e);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Describe(e, _input.CsvFile!); // it is read from a file
        }
    }
}
