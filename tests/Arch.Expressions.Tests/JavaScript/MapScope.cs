using Arch.Expressions.Language;
using Arch.Expressions.Values;

namespace Arch.Expressions.Tests.JavaScript;

internal sealed class MapScope(ValueObject values) : IExpressionScope
{
    public MapScope(string json)
        : this(ValueJson.Parse(json).TryGetObject(out var values) ? values : ValueObject.Empty)
    {
    }

    public bool TryResolve(string name, out Value value) => values.TryGetValue(name, out value);
}
