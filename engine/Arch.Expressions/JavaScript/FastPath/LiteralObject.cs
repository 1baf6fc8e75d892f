using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>
/// An object that the expression itself made. While the expression runs a member may be undefined; a result has no such
/// members.
/// </summary>
internal sealed class LiteralObject(OrderedDictionary<string, Value> members) : ValueObject
{
    public override int Count => members.Count;

    public override IEnumerable<string> Names => members.Keys;

    public override bool TryGetValue(string name, out Value value) => members.TryGetValue(name, out value);

    public override IEnumerator<KeyValuePair<string, Value>> GetEnumerator() => members.GetEnumerator();

    /// <summary>Makes the result that the object stands for.</summary>
    /// <returns>The object without members that are undefined.</returns>
    public ValueObject Settle()
    {
        var kept = new OrderedDictionary<string, Value>(members.Count, StringComparer.Ordinal);
        foreach (var (name, member) in members)
        {
            if (!member.IsUndefined)
            {
                kept.Add(name, FastExpression.Settle(member));
            }
        }

        return Of(kept);
    }
}
