using Arch.Expressions.Language;
using Arch.Expressions.Values;

namespace Arch.Expressions.Templates;

internal sealed class ObjectTemplate : Template
{
    private readonly KeyValuePair<string, Template>[] _members;

    private ObjectTemplate(KeyValuePair<string, Template>[] members) => _members = members;

    public static Template Create(IReadOnlyList<KeyValuePair<string, Template>> members)
    {
        if (!members.All(member => member.Value.Constant is not null))
        {
            return new ObjectTemplate([.. members]);
        }

        var map = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (name, template) in members)
        {
            map.Add(name, template.Constant.GetValueOrDefault());
        }

        return Of(Value.From(ValueObject.Of(map)));
    }

    public override Value Evaluate(ExpressionSession session, IExpressionScope scope)
    {
        var map = new OrderedDictionary<string, Value>(_members.Length, StringComparer.Ordinal);
        foreach (var (name, template) in _members)
        {
            var value = template.Evaluate(session, scope);
            if (!value.IsUndefined)
            {
                map.Add(name, value);
            }
        }

        return Value.From(ValueObject.Of(map));
    }
}
