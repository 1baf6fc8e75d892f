using System.Text.Json;
using Arch.Expressions.Values;
using Arch.Workflows.Catalog;

namespace Arch.Storage.Sqlite;

/// <summary>The sources of a definition as JSON: an array of objects with <c>file</c> and <c>text</c>.</summary>
internal static class SourcesJson
{
    public static byte[] Encode(IReadOnlyList<SourceText> sources) =>
        ValueJson.ToUtf8(Value.From(ValueArray.Of([.. sources.Select(Encode)])));

    /// <summary>Decodes sources, or gives <see langword="null"/> when the JSON is not of that shape.</summary>
    public static IReadOnlyList<SourceText>? Decode(byte[] utf8Json)
    {
        if (!Parse(utf8Json).TryGetArray(out var array))
        {
            return null;
        }

        var sources = new SourceText[array.Count];
        for (var i = 0; i < sources.Length; i++)
        {
            if (!array[i]["file"].TryGetString(out var file) || !array[i]["text"].TryGetString(out var text))
            {
                return null;
            }

            sources[i] = new SourceText(file, text);
        }

        return sources;
    }

    private static Value Parse(byte[] utf8Json)
    {
        try
        {
            return ValueJson.Parse(utf8Json);
        }
        catch (JsonException)
        {
            // What is no JSON is no array either, and the caller says so.
            return Value.Undefined;
        }
    }

    private static Value Encode(SourceText source) => Value.From(ValueObject.Of(
        new OrderedDictionary<string, Value>(StringComparer.Ordinal)
        {
            ["file"] = Value.From(source.File),
            ["text"] = Value.From(source.Text),
        }));
}
