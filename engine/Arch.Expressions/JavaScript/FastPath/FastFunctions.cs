using System.Collections.Frozen;
using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>The global functions that the fast path has.</summary>
internal static class FastFunctions
{
    private static readonly FrozenDictionary<string, FastFunction> Table = new Dictionary<string, FastFunction>
    {
        ["now"] = static (session, _) => Value.From(Builtins.Now(session)),
        ["uuid"] = static (session, _) => Value.From(Builtins.Uuid(session)),
        ["hash"] = static (_, arguments) => Hash(At(arguments, 0)),
        ["Date.now"] = static (session, _) => Value.From(session.Now.ToUnixTimeMilliseconds()),
        ["String"] = static (_, arguments) => Value.From(arguments.Length == 0 ? "" : Operators.ToText(arguments[0])),
        ["Number"] = static (_, arguments) => Value.From(arguments.Length == 0 ? 0 : Operators.ToNumber(arguments[0])),
        ["Boolean"] = static (_, arguments) => Value.From(Operators.IsTrue(At(arguments, 0))),
        ["Array.isArray"] = static (_, arguments) => Value.From(At(arguments, 0).Kind == ValueKind.Array),
        ["Number.isInteger"] = static (_, arguments) =>
            Value.From(At(arguments, 0).TryGetNumber(out var number) && double.IsFinite(number) && Math.Truncate(number) == number),
        ["Number.isFinite"] = static (_, arguments) => Value.From(
            At(arguments, 0).TryGetNumber(out var number) && double.IsFinite(number)),
        ["Math.abs"] = static (_, arguments) => Value.From(Math.Abs(Operators.ToNumber(At(arguments, 0)))),
        ["Math.ceil"] = static (_, arguments) => Value.From(Math.Ceiling(Operators.ToNumber(At(arguments, 0)))),
        ["Math.floor"] = static (_, arguments) => Value.From(Math.Floor(Operators.ToNumber(At(arguments, 0)))),
        ["Math.trunc"] = static (_, arguments) => Value.From(Math.Truncate(Operators.ToNumber(At(arguments, 0)))),
        ["Math.max"] = static (_, arguments) => Fold(arguments, double.NegativeInfinity, Math.Max),
        ["Math.min"] = static (_, arguments) => Fold(arguments, double.PositiveInfinity, Math.Min),
        ["Object.keys"] = static (_, arguments) => Keys(At(arguments, 0)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Finds a function.</summary>
    /// <param name="name">The name, such as <c>Math.max</c>.</param>
    /// <returns>The function, or <see langword="null"/> when only the engine has it.</returns>
    public static FastFunction? Find(string name) => Table.GetValueOrDefault(name);

    private static Value At(ReadOnlySpan<Value> arguments, int index) =>
        index < arguments.Length ? arguments[index] : Value.Undefined;

    private static Value Fold(ReadOnlySpan<Value> arguments, double start, Func<double, double, double> fold)
    {
        var result = start;
        foreach (var argument in arguments)
        {
            result = fold(result, Operators.ToNumber(argument));
        }

        return Value.From(result);
    }

    private static Value Hash(Value value)
    {
        FastLimits.RequireSmall(value);
        return Value.From(Builtins.Hash(value));
    }

    private static Value Keys(Value value)
    {
        if (!value.TryGetObject(out var members))
        {
            throw new NeedsEngineException();
        }

        FastLimits.RequireElements(members.Count);
        var names = new List<Value>(members.Count);
        foreach (var name in members.Names)
        {
            names.Add(PropertyName.IsIndex(name, out _) ? throw new NeedsEngineException() : Value.From(name));
        }

        return Value.From(ValueArray.Of([.. names]));
    }
}
