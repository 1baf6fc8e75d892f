using Arch.Expressions.Language;
using Arch.Expressions.Values;

namespace Arch.Expressions.Templates;

internal sealed class ArrayTemplate : Template
{
    private readonly Template[] _elements;

    private ArrayTemplate(Template[] elements) => _elements = elements;

    public static Template Create(IReadOnlyList<Template> elements) =>
        elements.All(element => element.Constant is not null)
            ? Of(Value.From(ValueArray.Of([.. elements.Select(element => element.Constant.GetValueOrDefault())])))
            : new ArrayTemplate([.. elements]);

    public override Value Evaluate(ExpressionSession session, IExpressionScope scope)
    {
        var values = new Value[_elements.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _elements[i].Evaluate(session, scope);
        }

        return Value.From(ValueArray.Of(values));
    }
}
