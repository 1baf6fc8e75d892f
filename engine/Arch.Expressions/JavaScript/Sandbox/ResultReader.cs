using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Jint;
using Jint.Native;
using Jint.Native.Object;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>
/// Takes a result out of the engine as data. Runs no script code (accessors are refused), counts what it visits, and
/// knows only the few kinds of object that are data.
/// </summary>
internal sealed class ResultReader
{
    private int _values;
    private int _characters;

    public Value Read(JsValue value) => Read(value, 0);

    private Value Read(JsValue value, int depth)
    {
        if (++_values > SandboxLimits.MaxResultValues)
        {
            throw Refuse($"it holds more than {SandboxLimits.MaxResultValues} values");
        }

        if (depth > SandboxLimits.MaxDepth)
        {
            throw Refuse($"it is nested more than {SandboxLimits.MaxDepth} deep, or contains itself");
        }

        return value switch
        {
            JsString text => ReadText(text),
            JsNumber number => Value.From(number.AsNumber()),
            JsBoolean truth => Value.From(truth == JsBoolean.True),
            _ when value.IsUndefined() => Value.Undefined,
            _ when value.IsNull() => Value.Null,
            JsArray array => ReadArray(array, depth),
            DataObject data => data.Untouched is { } untouched ? Value.From(untouched) : ReadObject(data, depth),
            JsObject plain => ReadObject(plain, depth),
            JsDate date => ReadDate(date),
            _ => throw Refuse($"{Describe(value)} is not data"),
        };
    }

    private Value ReadText(JsString text)
    {
        _characters += Math.Min(text.Length, SandboxLimits.MaxText + 1);
        return _characters <= SandboxLimits.MaxText
            ? Value.From(text.ToString())
            : throw Refuse($"its strings have more than {SandboxLimits.MaxText} characters");
    }

    private static Value ReadDate(JsDate date) => double.IsNaN(date.DateValue)
        ? Value.Null
        : Value.From(TimeText.Format((long)date.DateValue));

    private Value ReadArray(JsArray array, int depth)
    {
        if (array.Length > SandboxLimits.MaxArray)
        {
            throw Refuse($"an array in it has {array.Length} elements; at most {SandboxLimits.MaxArray} are allowed");
        }

        var elements = new Value[array.Length];
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = Read(ReadOwn(array, JsNumber.Create(i)), depth + 1);
        }

        return Value.From(ValueArray.Of(elements));
    }

    private Value ReadObject(ObjectInstance source, int depth)
    {
        var keys = source.GetOwnPropertyKeys(Jint.Runtime.Types.String);
        if (keys.Count > SandboxLimits.MaxResultValues)
        {
            throw Refuse($"it holds more than {SandboxLimits.MaxResultValues} values");
        }

        var members = new OrderedDictionary<string, Value>(keys.Count, StringComparer.Ordinal);
        foreach (var key in keys)
        {
            var name = key.ToString();
            _characters += name.Length;
            if (source is DataObject data && data.TryGetUnread(name, out var unread))
            {
                members[name] = unread;
                continue;
            }

            var descriptor = source.GetOwnProperty(key);
            if (!descriptor.Enumerable)
            {
                continue;
            }

            var member = Read(ReadOwn(source, key), depth + 1);
            if (!member.IsUndefined)
            {
                members[name] = member;
            }
        }

        return Value.From(ValueObject.Of(members));
    }

    private static JsValue ReadOwn(ObjectInstance source, JsValue key)
    {
        var descriptor = source.GetOwnProperty(key);
        return descriptor.IsAccessorDescriptor()
            ? throw Refuse("it has an accessor ('get'), which is code and not data")
            : descriptor.Value ?? JsValue.Undefined;
    }

    private static string Describe(JsValue value) => value switch
    {
        _ when value.IsPromise() => "a promise",
        Jint.Native.Function.Function => "a function",
        JsError => "an error object",
        _ when value.IsSymbol() => "a symbol",
        _ when value.IsBigInt() => "a big integer",
        _ when value.IsRegExp() => "a regular expression",
        JsMap => "a Map (use Object.fromEntries(map))",
        _ => "an object of a special kind (use a plain object or an array, such as [...set])",
    };

    private static ExpressionException Refuse(string reason) =>
        new(
            "ARCH2407",
            $"The result cannot be kept: {reason}. Give strings, numbers, booleans, null, arrays and plain objects.");
}
