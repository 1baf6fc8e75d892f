using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Jint;
using Jint.Native;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>Gives a run's data to a script: scalars and arrays as copies, objects member by member as they are
/// read.</summary>
internal sealed class DataConverter(Engine engine, bool isReadOnly)
{
    /// <summary>Gets how many values were converted so far.</summary>
    public int Conversions { get; private set; }

    /// <summary>Gets whether the objects given refuse to be changed.</summary>
    public bool IsReadOnly => isReadOnly;

    public JsValue ToScript(Value value)
    {
        if ((++Conversions & 0xFFF) == 0)
        {
            engine.Constraints.Check();
        }

        if (value.TryGetString(out var text))
        {
            return text.Length <= SandboxLimits.MaxText
                ? JsString.Create(text)
                : throw new ExpressionException(
                    "ARCH2408",
                    $"A string of the run's data has {text.Length} characters; JavaScript may work on at most {SandboxLimits.MaxText}. "
                    + "Pass it on as a whole instead, or let a step cut it into pieces.");
        }

        if (value.TryGetNumber(out var number))
        {
            return JsNumber.Create(number);
        }

        if (value.TryGetBoolean(out var truth))
        {
            return truth ? JsBoolean.True : JsBoolean.False;
        }

        if (value.TryGetObject(out var members))
        {
            return new DataObject(engine, members, this);
        }

        return value.TryGetArray(out var elements)
            ? ToArray(elements)
            : value.IsUndefined
            ? JsValue.Undefined
            : JsValue.Null;
    }

    private JsArray ToArray(ValueArray elements)
    {
        if (elements.Count > SandboxLimits.MaxArray)
        {
            throw new ExpressionException(
                "ARCH2408",
                $"An array of the run's data has {elements.Count} elements; JavaScript may work on at most {SandboxLimits.MaxArray}. "
                + "Use a 'for:' step with 'batch', or let a step reduce it.");
        }

        var values = new JsValue[elements.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ToScript(elements[i]);
        }

        return new JsArray(engine, values);
    }
}
