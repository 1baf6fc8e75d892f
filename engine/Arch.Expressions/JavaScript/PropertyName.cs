using System.Globalization;

namespace Arch.Expressions.JavaScript;

/// <summary>The names of members, as JavaScript tells them apart.</summary>
internal static class PropertyName
{
    /// <summary>Tells whether a name is an array index, which JavaScript lists first and in order.</summary>
    /// <param name="name">The name.</param>
    /// <param name="index">The index.</param>
    /// <returns>Whether it is one.</returns>
    public static bool IsIndex(string name, out uint index)
    {
        index = 0;
        return name.Length is > 0 and <= 10 && (name[0] != '0' || name.Length == 1)
            && uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out index)
                && index != uint.MaxValue;
    }
}
