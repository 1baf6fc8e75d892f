using System.Text;
using Arch.Expressions.Language;
using Arch.Expressions.Values;

namespace Arch.Expressions.Templates;

internal sealed class TextTemplate(IReadOnlyList<Template> parts) : Template
{
    public override Value Evaluate(ExpressionSession session, IExpressionScope scope)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            var value = part.Evaluate(session, scope);
            if (value.Kind is ValueKind.Object or ValueKind.Array or ValueKind.Null or ValueKind.Undefined)
            {
                throw new ExpressionException(
                    "ARCH2410",
                    $"An expression within text gave {Describe(value.Kind)}, but only a string, a number or a boolean can become text. "
                    + "Choose a field of it, use JSON.stringify(…), or give a default with ??.");
            }

            text.Append(value.ToString());
        }

        return Value.From(text.ToString());
    }

    private static string Describe(ValueKind kind) => kind switch
    {
        ValueKind.Object => "an object",
        ValueKind.Array => "an array",
        ValueKind.Null => "null",
        _ => "undefined",
    };
}
