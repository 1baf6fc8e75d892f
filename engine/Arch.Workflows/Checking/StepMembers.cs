using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Arch.Expressions.Types;

namespace Arch.Workflows.Checking;

/// <summary>
/// The members of <c>steps</c> at one place. Each is made when it is asked for, since most expressions ask for one of
/// many.
/// </summary>
internal sealed class StepMembers(
    StepIndex index,
    Flow flow,
    StepPosition? place) : IReadOnlyDictionary<string, ShapeMember>
{
    public IEnumerable<string> Keys => index.ById.Keys;

    public IEnumerable<ShapeMember> Values => Keys.Select(key => this[key]);

    public int Count => index.ById.Count;

    public ShapeMember this[string key] =>
        TryGetValue(key, out var member) ? member : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => index.ById.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out ShapeMember value)
    {
        value = null;
        if (flow.Facts.TryGetValue(key, out var fact))
        {
            value = new ShapeMember(StepShapes.Of(fact)) { MayBeUndefinedBecause = fact.MayBeAbsentBecause };
        }
        else if (index.ById.TryGetValue(key, out var target))
        {
            value = new ShapeMember(TypeShape.Any) { Forbidden = StepVisibility.Explain(target, place) };
        }

        return value is not null;
    }

    public IEnumerator<KeyValuePair<string, ShapeMember>> GetEnumerator()
    {
        foreach (var key in Keys)
        {
            yield return new(key, this[key]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
