using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugin.Sql.Rows;

/// <summary>Collects rows as JSON, up to a size.</summary>
internal sealed class RowBuffer : IDisposable
{
    private const int MaxBytes = 64 * 1024 * 1024;
    private const int MaxDepth = 64;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly IReadOnlyList<Column> _columns;

    public RowBuffer(IReadOnlyList<Column> columns)
    {
        if (columns.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new StepException(
                Codes.Input, $"The result has the column '{twice.Key}' {twice.Count()} times. Give each a name of its own with 'as'.");
        }

        _columns = columns;
        Writer = new Utf8JsonWriter(
            _bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth });
        Writer.WriteStartArray();
    }

    public Utf8JsonWriter Writer { get; }

    public int Count { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="writeValue">Writes the value of a column.</param>
    public void Add(Action<int> writeValue)
    {
        Writer.WriteStartObject();
        for (var i = 0; i < _columns.Count; i++)
        {
            Writer.WritePropertyName(_columns[i].Name);
            writeValue(i);
        }

        Writer.WriteEndObject();
        Count++;
        if (Writer.BytesCommitted + Writer.BytesPending > MaxBytes)
        {
            throw new StepException(
                Codes.TooLarge, $"The first {Count} rows have more than {MaxBytes} bytes as JSON. Ask for fewer rows or columns at a time.");
        }
    }

    public RowSet ToRowSet(bool isTruncated, long affected)
    {
        Writer.WriteEndArray();
        Writer.Flush();
        using var document = JsonDocument.Parse(_bytes.WrittenMemory, new JsonDocumentOptions { MaxDepth = MaxDepth });
        return new RowSet(document.RootElement.Clone(), _columns, Count, isTruncated, affected);
    }

    public void Dispose() => Writer.Dispose();
}
