using System.Text.Json;

namespace Arch.Storage.Sqlite.Content;

/// <summary>Finds the large values in a JSON text, so that each can be kept by itself and only once.</summary>
internal static class LargeValues
{
    /// <summary>The bytes from which on a value is large.</summary>
    public const int LeastBytes = 64 * 1024;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 1024 };

    /// <summary>
    /// Finds values that are larger than <see cref="LeastBytes"/> even without the large ones in them: as deep as possible, because
    /// the same large value goes from step to step within different ones.
    /// </summary>
    /// <param name="utf8Json">A JSON text.</param>
    /// <returns>Where they are, in order, none within another.</returns>
    public static List<Range> Find(ReadOnlySpan<byte> utf8Json)
    {
        var found = new List<Range>();
        var around = new Stack<(int Start, int Found)>();
        var reader = new Utf8JsonReader(utf8Json, Options);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    around.Push(((int)reader.TokenStartIndex, found.Count));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    var (start, first) = around.Pop();
                    AddIfLarge(found, first, start, (int)reader.BytesConsumed);
                    break;
                case JsonTokenType.String:
                    AddIfLarge(found, found.Count, (int)reader.TokenStartIndex, (int)reader.BytesConsumed);
                    break;
            }
        }

        return found;
    }

    private static void AddIfLarge(List<Range> found, int first, int start, int end)
    {
        var rest = end - start;
        for (var i = first; i < found.Count; i++)
        {
            rest -= found[i].End.Value - found[i].Start.Value;
        }

        if (rest > LeastBytes)
        {
            found.RemoveRange(first, found.Count - first);
            found.Add(start..end);
        }
    }
}
