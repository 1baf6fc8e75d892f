using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>An object literal; an entry without a name is spread.</summary>
internal sealed class ObjectNode((string? Name, FastNode Value)[] entries) : FastNode
{
    public override Value Evaluate(in FastContext context)
    {
        var members = new OrderedDictionary<string, Value>(entries.Length, StringComparer.Ordinal);
        foreach (var (name, node) in entries)
        {
            var value = node.Evaluate(context);
            if (name is not null)
            {
                members[name] = value;
            }
            else if (value.TryGetObject(out var source))
            {
                Spread(source, members);
            }
            else if (!value.IsNullish)
            {
                throw new NeedsEngineException();
            }
        }

        return Value.From(new LiteralObject(members));
    }

    private static void Spread(ValueObject source, OrderedDictionary<string, Value> members)
    {
        FastLimits.RequireElements(source.Count);
        foreach (var (name, value) in source)
        {
            // Indices go first whatever the order of writing.
            members[name] = PropertyName.IsIndex(name, out _) ? throw new NeedsEngineException() : value;
        }
    }
}
