using System.Buffers;
using System.Runtime.InteropServices;

namespace Arch.Expressions.Values;

/// <summary>
/// How deep data may be nested. A scalar has no level; an empty object or array has one. There are three limits, each with room
/// for what is put around data that just keeps the one before it.
/// </summary>
public static class ValueDepth
{
    /// <summary>The most levels of a JSON text that comes in from outside: 64, as most readers of JSON have it.</summary>
    public const int FromOutside = 64;

    /// <summary>
    /// The most levels of the data of a run: what steps are given and give, variables, outputs. What a step that works on data
    /// from outside wraps it into is far below that; only a workflow that puts a value into itself again and again gets there.
    /// </summary>
    public const int InRuns = 192;

    /// <summary>
    /// The most levels that are kept and read back. The engine puts data of a run into few more: a record, its error, the
    /// results of a loop.
    /// </summary>
    public const int InRecords = 256;

    private static readonly SearchValues<byte> Marks = SearchValues.Create("\"[]{}"u8);

    /// <summary>Gets whether a value has more levels than a limit.</summary>
    /// <param name="value">The value.</param>
    /// <param name="limit">The most levels, from 0.</param>
    /// <returns>Whether it has more.</returns>
    public static bool Exceeds(Value value, int limit)
    {
        if (value.TryGetObject(out var members))
        {
            return members is JsonValueObject { Source: var source }
                ? TextExceeds(JsonMarshal.GetRawUtf8Value(source), limit)
                : limit <= 0 || members.Any(member => Exceeds(member.Value, limit - 1));
        }

        if (value.TryGetArray(out var elements))
        {
            return elements is JsonValueArray { Source: var source }
                ? TextExceeds(JsonMarshal.GetRawUtf8Value(source), limit)
                : limit <= 0 || elements.Any(element => Exceeds(element, limit - 1));
        }

        return false;
    }

    // The text was parsed before, so that its brackets are in pairs and its strings have ends.
    private static bool TextExceeds(ReadOnlySpan<byte> json, int limit)
    {
        if (json.Length <= 2 * limit)
        {
            return false;
        }

        var depth = 0;
        while (json.IndexOfAny(Marks) is >= 0 and var at)
        {
            var mark = json[at];
            json = json[(at + 1)..];
            if (mark == '"')
            {
                json = AfterString(json);
            }
            else if (mark is (byte)']' or (byte)'}')
            {
                depth--;
            }
            else if (++depth > limit)
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<byte> AfterString(ReadOnlySpan<byte> json)
    {
        while (true)
        {
            var at = json.IndexOfAny((byte)'"', (byte)'\\');
            var isEnd = json[at] == '"';
            json = json[(at + (isEnd ? 1 : 2))..];
            if (isEnd)
            {
                return json;
            }
        }
    }
}
