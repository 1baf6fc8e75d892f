using System.Text.Encodings.Web;
using System.Text.Json;

namespace Arch.Plugin.Data.Content;

/// <summary>Builds a JSON value without an object a member, up to a limit.</summary>
internal sealed class JsonBuffer : IDisposable
{
    /// <summary>The deepest nesting that Arch passes on.</summary>
    public const int MaxDepth = 64;

    private const int FlushBytes = 64 * 1024;

    private readonly MemoryStream _memory = new();
    private readonly LimitedStream _limited;

    public JsonBuffer()
    {
        _limited = new LimitedStream(_memory, Limits.Bytes, "Take the data in parts, or leave it in its file.");
        Writer = new Utf8JsonWriter(_limited, new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = MaxDepth,
        });
    }

    public Utf8JsonWriter Writer { get; }

    public static JsonElement Build(Action<Utf8JsonWriter> write)
    {
        using var buffer = new JsonBuffer();
        write(buffer.Writer);
        return buffer.ToElement();
    }

    /// <summary>Passes on what is complete, so that the limit is noticed early and the writer's own buffer stays small.</summary>
    public void FlushIfLarge()
    {
        if (Writer.BytesPending > FlushBytes)
        {
            Writer.Flush();
        }
    }

    public JsonElement ToElement()
    {
        Writer.Flush();
        using var document = JsonDocument.Parse(
            _memory.GetBuffer().AsMemory(0, (int)_memory.Length), new JsonDocumentOptions { MaxDepth = MaxDepth });
        return document.RootElement.Clone();
    }

    public void Dispose()
    {
        Writer.Reset(Stream.Null); // what could not be written must not be tried again
        Writer.Dispose();
        _limited.Dispose();
        _memory.Dispose();
    }
}
