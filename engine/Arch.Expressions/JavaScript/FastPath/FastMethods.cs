using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>The methods of strings and arrays that the fast path has.</summary>
internal static class FastMethods
{
    private static readonly FrozenDictionary<string, FastMethod> Table = new Dictionary<string, FastMethod>
    {
        ["includes"] = static (self, arguments) => self.TryGetArray(out var elements)
            ? Value.From(IndexOf(elements, Only(arguments), isNaNFound: true) >= 0)
            : Value.From(IndexOf(Text(self), Text(Only(arguments))) >= 0),
        ["indexOf"] = static (self, arguments) => self.TryGetArray(out var elements)
            ? Value.From(IndexOf(elements, Only(arguments), isNaNFound: false))
            : Value.From(IndexOf(Text(self), Text(Only(arguments)))),
        ["startsWith"] = static (self, arguments) => Value.From(
            Text(self).StartsWith(Text(Only(arguments)), StringComparison.Ordinal)),
        ["endsWith"] = static (self, arguments) => Value.From(
            Text(self).EndsWith(Text(Only(arguments)), StringComparison.Ordinal)),
        ["toUpperCase"] = static (self, _) => Value.From(Ascii(self).ToUpperInvariant()),
        ["toLowerCase"] = static (self, _) => Value.From(Ascii(self).ToLowerInvariant()),
        ["trim"] = static (self, _) => Value.From(Trim(Text(self), atStart: true, atEnd: true)),
        ["trimStart"] = static (self, _) => Value.From(Trim(Text(self), atStart: true, atEnd: false)),
        ["trimEnd"] = static (self, _) => Value.From(Trim(Text(self), atStart: false, atEnd: true)),
        ["slice"] = static (self, arguments) => Slice(self, arguments),
        ["at"] = static (self, arguments) => ElementAt(self, arguments),
        ["join"] = static (self, arguments) => Join(self, arguments),
        ["toString"] = static (self, arguments) => arguments.Length == 0
            && self.Kind is ValueKind.String or ValueKind.Number or ValueKind.Boolean
            ? Value.From(self.ToString())
            : throw new NeedsEngineException(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Finds a method.</summary>
    /// <param name="name">The method's name.</param>
    /// <returns>The method, or <see langword="null"/> when only the engine has it.</returns>
    public static FastMethod? Find(string name) => Table.GetValueOrDefault(name);

    private static string Text(Value value) =>
        value.TryGetString(out var text) ? text : throw new NeedsEngineException();

    private static Value Only(ReadOnlySpan<Value> arguments) =>
        arguments.Length == 1 ? arguments[0] : throw new NeedsEngineException();

    // Other letters may change in number or by context.
    private static string Ascii(Value value)
    {
        var text = Text(value);
        FastLimits.RequireText(text.Length);
        return System.Text.Ascii.IsValid(text) ? text : throw new NeedsEngineException();
    }

    private static int IndexOf(string text, string sought)
    {
        FastLimits.RequireSearch(text, sought);
        return text.IndexOf(sought, StringComparison.Ordinal);
    }

    private static int IndexOf(ValueArray elements, Value wanted, bool isNaNFound)
    {
        FastLimits.RequireElements(elements.Count);
        var isNaN = isNaNFound && wanted.TryGetNumber(out var number) && double.IsNaN(number);
        for (var i = 0; i < elements.Count; i++)
        {
            var element = elements[i];
            if (Operators.AreSame(element, wanted) || (isNaN && element.TryGetNumber(out number) && double.IsNaN(number)))
            {
                return i;
            }
        }

        return -1;
    }

    private static string Trim(string text, bool atStart, bool atEnd)
    {
        var start = 0;
        var end = text.Length;
        while (atStart && start < end && IsSpace(text[start]))
        {
            start++;
        }

        while (atEnd && end > start && IsSpace(text[end - 1]))
        {
            end--;
        }

        FastLimits.RequireText(start == 0 && end == text.Length ? 0 : end - start);
        return text[start..end];
    }

    private static bool IsSpace(char character) =>
        character is (>= '\t' and <= '\r') or ' ' or '\u00A0' or '\uFEFF' or '\u2028' or '\u2029'
        || (character > '\u00FF' && char.GetUnicodeCategory(character) == UnicodeCategory.SpaceSeparator);

    private static Value Slice(Value self, ReadOnlySpan<Value> arguments)
    {
        var elements = self.TryGetArray(out var array) ? array : null;
        var length = elements?.Count ?? Text(self).Length;
        var start = Position(arguments, 0, 0, length);
        var end = Math.Max(start, Position(arguments, 1, length, length));
        if (elements is null)
        {
            FastLimits.RequireText(end - start);
            return Value.From(Text(self)[start..end]);
        }

        FastLimits.RequireElements(end - start);

        var values = new Value[end - start];
        for (var i = start; i < end; i++)
        {
            values[i - start] = elements[i];
        }

        return Value.From(new LiteralArray(values));
    }

    private static int Position(ReadOnlySpan<Value> arguments, int index, int absent, int length)
    {
        if (index >= arguments.Length || arguments[index].IsUndefined)
        {
            return absent;
        }

        var position = Integer(arguments[index]);
        return (int)(position < 0 ? Math.Max(0, length + position) : Math.Min(position, length));
    }

    private static double Integer(Value value)
    {
        var number = value.Kind == ValueKind.Number ? Operators.ToNumber(value) : throw new NeedsEngineException();
        return double.IsNaN(number) ? 0 : Math.Truncate(number);
    }

    private static Value ElementAt(Value self, ReadOnlySpan<Value> arguments)
    {
        var position = Integer(Only(arguments));
        var elements = self.TryGetArray(out var array) ? array : null;
        var length = elements?.Count ?? Text(self).Length;
        var place = position < 0 ? length + position : position;
        return place < 0 || place >= length ? Value.Undefined
            : elements is not null ? elements[(int)place]
            : Value.From(Text(self)[(int)place].ToString());
    }

    private static Value Join(Value self, ReadOnlySpan<Value> arguments)
    {
        if (!self.TryGetArray(out var elements) || arguments.Length > 1)
        {
            throw new NeedsEngineException();
        }

        var separator = arguments.Length == 0 || arguments[0].IsUndefined ? "," : Text(arguments[0]);
        FastLimits.RequireElements(elements.Count);
        var text = new StringBuilder();
        for (var i = 0; i < elements.Count; i++)
        {
            var element = elements[i];
            var part = element.IsNullish ? "" : Operators.ToText(element);
            FastLimits.RequireText((long)text.Length + separator.Length + part.Length);
            text.Append(i > 0 ? separator : "").Append(part);
        }

        return Value.From(text.ToString());
    }
}
