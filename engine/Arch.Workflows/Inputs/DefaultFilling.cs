using Arch.Expressions.Types;
using Arch.Expressions.Values;

namespace Arch.Workflows.Inputs;

/// <summary>Puts declared defaults where nothing was given, also inside of objects and arrays.</summary>
public static class DefaultFilling
{
    /// <summary>Fills a value.</summary>
    /// <param name="value">What was given; undefined for nothing.</param>
    /// <param name="shape">What is declared.</param>
    /// <returns>The value with the defaults of what was left out.</returns>
    public static Value Fill(Value value, TypeShape shape)
    {
        if (value.IsUndefined)
        {
            return shape.Default;
        }

        if (shape.Items is { } items && HasDefaults(items) && value.TryGetArray(out var elements))
        {
            return Value.From(ValueArray.Of([.. elements.Select(element => Fill(element, items))]));
        }

        return HasDefaults(shape) && value.TryGetObject(out var members) ? FillMembers(members, shape) : value;
    }

    private static Value FillMembers(ValueObject members, TypeShape shape)
    {
        var filled = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (name, member) in members)
        {
            filled.Add(name, shape.Members.TryGetValue(name, out var declared) ? Fill(member, declared.Shape) : member);
        }

        foreach (var (name, declared) in shape.Members)
        {
            if (!declared.Shape.Default.IsUndefined && !filled.ContainsKey(name))
            {
                filled.Add(name, declared.Shape.Default);
            }
        }

        return Value.From(ValueObject.Of(filled));
    }

    private static bool HasDefaults(TypeShape shape) =>
        (shape.Items is { } items && HasDefaults(items))
        || shape.Members.Values.Any(member => !member.Shape.Default.IsUndefined || HasDefaults(member.Shape));
}
