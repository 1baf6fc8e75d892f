using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>Bounds the functions that make long strings or many values of one string.</summary>
internal static class BoundedText
{
    /// <summary>The longest string that a global match takes apart.</summary>
    private const int LongestMatched = 100_000;

    /// <summary>The longest string that a regular expression looks at; its way back takes many bytes for each
    /// character.</summary>
    private const int LongestSearched = 250_000;

    /// <summary>The longest source of a regular expression made at run time.</summary>
    private const int LongestPattern = 1_000;

    /// <summary>The longest string that is encoded; the engine takes many bytes for each character.</summary>
    private const int LongestEncoded = 250_000;

    public static void Install(Guard guard)
    {
        var texts = guard.Find("String.prototype");
        var iterator = guard.Find("Symbol").Get("iterator");
        foreach (var key in texts.GetOwnPropertyKeys(Jint.Runtime.Types.String))
        {
            var name = key.ToString();
            if (name is not ("constructor" or "length" or "toString" or "valueOf"))
            {
                guard.Replace(texts, key, (original, self, arguments) => Call(guard, name, original, self, arguments));
            }
        }

        guard.Replace(texts, iterator, (original, self, arguments) =>
        {
            guard.RequireShort(self, SandboxLimits.MaxArray);
            return guard.Engine.Call(original, self, arguments);
        });
        guard.Define(guard.Find("String"), "raw", (_, arguments) => Raw(guard, arguments));
        InstallPatterns(guard);
        foreach (var name in new[] { "encodeURI", "encodeURIComponent", "decodeURI", "decodeURIComponent" })
        {
            guard.Replace(guard.Engine.Global, name, (original, self, arguments) =>
            {
                var text = TypeConverter.ToString(At(arguments, 0));
                guard.RequireShort(text, LongestEncoded);
                guard.Charge(text.Length);
                return guard.Engine.Call(original, self, [text]);
            });
        }
    }

    // ECMA-262, String.raw; the engine's own does not look at its limits.
    private static JsString Raw(Guard guard, JsValue[] arguments)
    {
        var source = (At(arguments, 0) as ObjectInstance)?.Get("raw") as ObjectInstance
            ?? throw guard.TooLarge("String.raw works on template literals only");
        var length = TypeConverter.ToLength(source.Get("length"));
        var text = new StringBuilder();
        for (var i = 0; i < (long)length; i++)
        {
            var piece = Require(guard, source.Get(JsNumber.Create(i)));
            var value = i + 1 < (long)length && i + 1 < arguments.Length ? Require(guard, arguments[i + 1]) : JsString.Empty;
            RequireLength(guard, (double)text.Length + piece.Length + value.Length);
            text.Append(piece.ToString()).Append(value.ToString());
            if ((i & 0xFF) == 0)
            {
                guard.Engine.Constraints.Check();
            }
        }

        return JsString.Create(text.ToString());
    }

    private static void InstallPatterns(Guard guard)
    {
        var patterns = guard.Find("RegExp.prototype");
        var symbols = guard.Find("Symbol");
        patterns.RemoveOwnProperty("compile");
        foreach (var name in new[] { "exec", "test" })
        {
            guard.Replace(patterns, name, (original, self, arguments) =>
            {
                var text = Require(guard, At(arguments, 0));
                guard.RequireShort(text, LongestSearched);
                return guard.Engine.Call(original, self, [text]);
            });
        }

        foreach (var name in new[] { "match", "matchAll", "replace", "split", "search" })
        {
            guard.Replace(patterns, symbols.Get(name), (original, self, arguments) =>
            {
                var text = Require(guard, At(arguments, 0));
                var bounded = RequirePattern(guard, name, text, arguments);
                return guard.Engine.Call(original, self, [text, .. bounded.Skip(1)]);
            });
        }
    }

    // An argument is converted once, and what was checked is passed on: an object may convert to something else the
    // next time.
    private static JsValue Call(Guard guard, string name, JsValue original, JsValue self, JsValue[] arguments)
    {
        if (self.IsUndefined() || self.IsNull())
        {
            return guard.Engine.Call(original, self, arguments);
        }

        var text = Require(guard, self);
        switch (name)
        {
            case "repeat":
                var count = TypeConverter.ToIntegerOrInfinity(At(arguments, 0));
                RequireLength(guard, count > 0 ? text.Length * count : 0);
                arguments = [JsNumber.Create(count)];
                break;
            case "padStart" or "padEnd":
                var wanted = TypeConverter.ToIntegerOrInfinity(At(arguments, 0));
                RequireLength(guard, wanted);
                arguments = At(arguments, 1).IsUndefined()
                    ? [JsNumber.Create(wanted)]
                    : [JsNumber.Create(wanted), Require(guard, arguments[1])];
                break;
            case "concat":
                arguments = [.. arguments.Select(argument => Require(guard, argument))];
                RequireLength(guard, text.Length + arguments.Sum(argument => (double)((JsString)argument).Length));
                break;
            case "split" or "replace" or "replaceAll" or "match" or "matchAll" or "search":
                arguments = Prepare(guard, name, text, arguments);
                break;
        }

        return guard.Engine.Call(original, text, arguments);
    }

    // What a function of the pattern bounds itself is left to it; strings as patterns are bounded here.
    private static JsValue[] Prepare(Guard guard, string name, JsString text, JsValue[] arguments)
    {
        var pattern = At(arguments, 0);
        if (pattern is ObjectInstance)
        {
            return RequirePattern(guard, name, text, arguments);
        }

        if (name is "match" or "matchAll" or "search")
        {
            guard.RequireShort(pattern, LongestPattern);
            return arguments;
        }

        var what = name == "split" && pattern.IsUndefined() ? null : TypeConverter.ToString(pattern);
        if (name == "split")
        {
            if (what is not null && CountAtMost(text, what, SandboxLimits.MaxArray) >= SandboxLimits.MaxArray)
            {
                throw guard.TooLarge($"The string has more than {SandboxLimits.MaxArray} parts");
            }

            return arguments;
        }

        var times = name == "replace" ? 1 : CountAtMost(text, what!, int.MaxValue);
        return [pattern, RequireReplacement(guard, text, times, At(arguments, 1))];
    }

    private static JsValue[] RequirePattern(Guard guard, string name, JsString text, JsValue[] arguments)
    {
        guard.RequireShort(text, name is "match" or "split" ? LongestMatched : LongestSearched);
        return name is "replace" or "replaceAll"
            ? [At(arguments, 0), RequireReplacement(guard, text, text.Length + 1, At(arguments, 1))]
            : arguments;
    }

    private static JsValue RequireReplacement(Guard guard, JsString text, int times, JsValue replacement)
    {
        if (replacement.IsCallable())
        {
            return replacement;
        }

        var with = TypeConverter.ToString(replacement);
        if (with.Contains("$`", StringComparison.Ordinal) || with.Contains("$'", StringComparison.Ordinal))
        {
            throw guard.TooLarge("The replacement patterns $` and $' are not available");
        }

        // A reference to a group may bring back as much as was matched, once for each reference.
        var groups = with.Count(character => character == '$');
        RequireLength(
            guard, ((double)times * with.Length) + ((groups + 1.0) * text.Length), SandboxLimits.MaxText * 4.0);
        return JsString.Create(with);
    }

    private static int CountAtMost(JsString text, string what, int most)
    {
        var source = text.ToString();
        if (what.Length == 0)
        {
            return source.Length;
        }

        var count = 0;
        for (var at = source.IndexOf(what, StringComparison.Ordinal); at >= 0 && count < most; count++)
        {
            at = source.IndexOf(what, at + what.Length, StringComparison.Ordinal);
        }

        return count;
    }

    private static JsString Require(Guard guard, JsValue value)
    {
        var text = value as JsString ?? JsString.Create(TypeConverter.ToString(value));
        RequireLength(guard, text.Length);
        return text;
    }

    private static void RequireLength(Guard guard, double length, double most = SandboxLimits.MaxText)
    {
        if (length > most)
        {
            throw guard.TooLarge($"A string would have more than {SandboxLimits.MaxText} characters");
        }

        guard.Charge((long)length);
    }

    private static JsValue At(JsValue[] arguments, int index) =>
        index < arguments.Length ? arguments[index] : JsValue.Undefined;
}
