using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>
/// What one operation on the fast path may make or look through. An expression has some hundreds of operations at most,
/// so that all together stay small; what is larger goes to the engine, which counts time and memory.
/// </summary>
internal static class FastLimits
{
    /// <summary>The longest string that is made.</summary>
    public const int Text = 32 * 1024;

    /// <summary>The most elements or members that are looked at one by one.</summary>
    public const int Elements = 1_000;

    /// <summary>The longest string that is looked for in a longer one; the time may be the product of both
    /// lengths.</summary>
    private const int Sought = 256;

    /// <summary>Goes on if a string is short enough to be made.</summary>
    /// <param name="length">Its characters.</param>
    public static void RequireText(long length) => Require(length <= Text);

    /// <summary>Goes on if elements or members are few enough.</summary>
    /// <param name="count">How many.</param>
    public static void RequireElements(int count) => Require(count <= Elements);

    /// <summary>Goes on if a string can be looked for in little time.</summary>
    /// <param name="text">Where.</param>
    /// <param name="sought">What.</param>
    public static void RequireSearch(string text, string sought) =>
        Require(sought.Length <= Sought || text.Length <= Text / 8);

    /// <summary>Goes on if a value with all that is in it is small.</summary>
    /// <param name="value">The value.</param>
    public static void RequireSmall(Value value)
    {
        var room = (Elements, Text);
        Take(value, ref room);
    }

    private static void Take(Value value, ref (int Values, int Characters) room)
    {
        room.Values--;
        if (value.TryGetString(out var text))
        {
            room.Characters -= text.Length;
        }

        Require(room is { Values: >= 0, Characters: >= 0 });
        if (value.TryGetArray(out var elements))
        {
            RequireElements(elements.Count);
            foreach (var element in elements)
            {
                Take(element, ref room);
            }
        }
        else if (value.TryGetObject(out var members))
        {
            RequireElements(members.Count);
            foreach (var (name, member) in members)
            {
                room.Characters -= name.Length;
                Take(member, ref room);
            }
        }
    }

    private static void Require(bool isWithin)
    {
        if (!isWithin)
        {
            throw new NeedsEngineException();
        }
    }
}
