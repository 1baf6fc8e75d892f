using System.Globalization;
using System.Text;
using Arch.Expressions.Values;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>Writes JSON as <c>JSON.stringify</c> does (ECMA-262, 25.5.2), checking the limits on the way.</summary>
internal sealed class JsonText
{
    private const int Deepest = 64;

    private readonly Guard _guard;
    private readonly StringBuilder _text = new();
    private readonly JsValue? _replacer;
    private readonly HashSet<string>? _only;
    private readonly string _indent;
    private readonly List<ObjectInstance> _open = [];
    private int _values;

    public JsonText(Guard guard, JsValue replacer, JsValue indent)
    {
        _guard = guard;
        _replacer = replacer.IsCallable() ? replacer : null;
        _only = replacer is JsArray names
            ? [.. names.ToArray().Take(SandboxLimits.MaxArray).Where(name => name is JsString or JsNumber).Select(TypeConverter.ToString)]
            : null;
        _indent = indent switch
        {
            JsNumber => new string(' ', (int)Math.Clamp(TypeConverter.ToInteger(indent), 0, 10)),
            JsString { Length: > 10 } text => text.ToString()[..10],
            JsString text => text.ToString(),
            _ => "",
        };
    }

    public JsValue Write(JsValue value)
    {
        var holder = JsValue.Undefined;
        if (_replacer is not null)
        {
            var wrapper = new JsObject(_guard.Engine);
            wrapper.FastSetDataProperty("", value);
            holder = wrapper;
        }

        return WriteMember(holder, "", value) ? JsString.Create(_text.ToString()) : JsValue.Undefined;
    }

    // Gives false for what JSON leaves out: undefined, functions, symbols.
    private bool WriteMember(JsValue holder, string key, JsValue value)
    {
        if ((++_values & 0xFF) == 0)
        {
            _guard.Engine.Constraints.Check();
        }

        if (_text.Length > SandboxLimits.MaxText)
        {
            throw _guard.TooLarge($"The JSON text would have more than {SandboxLimits.MaxText} characters");
        }

        if (value is ObjectInstance && value.Get("toJSON") is var toJson && toJson.IsCallable())
        {
            value = _guard.Engine.Call(toJson, value, [JsString.Create(key)]);
        }

        if (_replacer is not null)
        {
            value = _guard.Engine.Call(_replacer, holder, [JsString.Create(key), value]);
        }

        switch (Unbox(value))
        {
            case JsString text:
                WriteText(text);
                return true;
            case JsNumber number:
                WriteNumber(number.AsNumber());
                return true;
            case JsBoolean truth:
                _text.Append(truth == JsBoolean.True ? "true" : "false");
                return true;
            case ObjectInstance nested when !nested.IsCallable():
                WriteNested(nested);
                return true;
            default:
                if (!value.IsNull())
                {
                    return false;
                }

                _text.Append("null");
                return true;
        }
    }

    // new String('a') and the like: the engine's types for them cannot be named here.
    private static JsValue Unbox(JsValue value) => value.GetType().Name switch
    {
        "StringInstance" => JsString.Create(TypeConverter.ToString(value)),
        "NumberInstance" => JsNumber.Create(TypeConverter.ToNumber(value)),
        "BooleanInstance" => TypeConverter.ToNumber(value) != 0 ? JsBoolean.True : JsBoolean.False,
        _ => value,
    };

    private void WriteNested(ObjectInstance value)
    {
        if (_open.Contains(value))
        {
            throw new JavaScriptException(
                _guard.Engine.Construct("TypeError", JsString.Create("Converting circular structure to JSON")));
        }

        if (_open.Count >= Deepest)
        {
            throw _guard.TooLarge($"The value is nested more than {Deepest} deep");
        }

        _open.Add(value);
        if (value.IsArray())
        {
            WriteArray(value);
        }
        else
        {
            WriteObject(value);
        }

        _open.RemoveAt(_open.Count - 1);
    }

    private void WriteArray(ObjectInstance array)
    {
        var length = TypeConverter.ToLength(array.Get("length"));
        if (length > SandboxLimits.MaxArray)
        {
            throw _guard.TooLarge($"An array of {length} elements is too long; at most {SandboxLimits.MaxArray}");
        }

        _text.Append('[');
        for (var i = 0; i < (int)length; i++)
        {
            WriteSeparator(i > 0);
            if (!WriteMember(array, _replacer is null ? "" : i.ToString(CultureInfo.InvariantCulture), array.Get(JsNumber.Create(i))))
            {
                _text.Append("null");
            }
        }

        WriteEnd(length > 0, ']');
    }

    private void WriteObject(ObjectInstance value)
    {
        _text.Append('{');
        var any = false;
        foreach (var key in value.GetOwnPropertyKeys(Jint.Runtime.Types.String))
        {
            var name = key.ToString();
            if ((_only is not null && !_only.Contains(name)) || !value.GetOwnProperty(key).Enumerable)
            {
                continue;
            }

            var before = _text.Length;
            WriteSeparator(any);
            WriteText(JsString.Create(name));
            _text.Append(_indent.Length > 0 ? ": " : ":");
            if (WriteMember(value, name, value.Get(key)))
            {
                any = true;
            }
            else
            {
                _text.Length = before;
            }
        }

        WriteEnd(any, '}');
    }

    private void WriteSeparator(bool isNext)
    {
        if (isNext)
        {
            _text.Append(',');
        }

        WriteLine(_open.Count);
    }

    private void WriteEnd(bool any, char bracket)
    {
        if (any)
        {
            WriteLine(_open.Count - 1);
        }

        _text.Append(bracket);
    }

    private void WriteLine(int depth)
    {
        if (_indent.Length == 0)
        {
            return;
        }

        _text.Append('\n');
        for (var i = 0; i < depth; i++)
        {
            _text.Append(_indent);
        }
    }

    private void WriteNumber(double number) =>
        _text.Append(double.IsFinite(number) ? NumberText.Format(number) : "null");

    private void WriteText(JsString value)
    {
        if (value.Length > SandboxLimits.MaxText)
        {
            throw _guard.TooLarge($"The JSON text would have more than {SandboxLimits.MaxText} characters");
        }

        JsonString.Append(_text, value.ToString());
    }
}
