using System.Collections.Frozen;
using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>A member access: <c>a.b</c>, <c>a?.b</c>, <c>a[i]</c>.</summary>
internal sealed class MemberNode(FastNode owner, FastNode key, bool isOptional, MemberText text) : FastNode
{
    // What every object inherits; the engine knows what it is.
    private static readonly FrozenSet<string> Inherited = FrozenSet.ToFrozenSet(
    [
        "constructor", "__proto__", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString",
        "valueOf", "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__",
    ]);

    public override Value Evaluate(in FastContext context)
    {
        var isCut = false;
        return EvaluateLink(context, ref isCut);
    }

    public override Value EvaluateLink(in FastContext context, ref bool isCut)
    {
        var from = owner.EvaluateLink(context, ref isCut);
        if (isCut)
        {
            return Value.Undefined;
        }

        if (from.IsNullish)
        {
            return isOptional ? Cut(ref isCut) : throw text.Missing(from);
        }

        return Read(from, key.Evaluate(context));
    }

    /// <summary>Reads a member of a value that is neither undefined nor null.</summary>
    /// <param name="from">The value.</param>
    /// <param name="member">The member's name or index.</param>
    /// <returns>The member.</returns>
    public static Value Read(Value from, Value member)
    {
        if (from.TryGetArray(out var elements) && member.TryGetNumber(out var number))
        {
            return number >= 0 && number < elements.Count && Math.Truncate(number) == number
                ? elements[(int)number]
                : number >= 0 && Math.Truncate(number) == number ? Value.Undefined : throw new NeedsEngineException();
        }

        var name = member.TryGetString(out var text) ? text
            : member.TryGetNumber(out number) ? NumberText.Format(number)
            : throw new NeedsEngineException();
        if (from.TryGetObject(out var members))
        {
            return members.TryGetValue(name, out var value) ? value
                : Inherited.Contains(name) ? throw new NeedsEngineException()
                : Value.Undefined;
        }

        if (elements is not null)
        {
            return name == "length" ? Value.From(elements.Count)
                : PropertyName.IsIndex(name, out var index)
                    ? index < elements.Count
                    ? elements[(int)index]
                    : Value.Undefined
                : throw new NeedsEngineException();
        }

        if (from.TryGetString(out var characters))
        {
            return name == "length" ? Value.From(characters.Length)
                : PropertyName.IsIndex(name, out var index)
                    ? index < characters.Length
                    ? Value.From(characters[(int)index].ToString())
                    : Value.Undefined
                : throw new NeedsEngineException();
        }

        throw new NeedsEngineException();
    }

    private static Value Cut(ref bool isCut)
    {
        isCut = true;
        return Value.Undefined;
    }
}
