using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Compiling;

/// <summary>A webhook of a workflow.</summary>
/// <param name="Trigger">The name of its trigger.</param>
/// <param name="Path">The path as written, such as <c>/orders/{id}</c>.</param>
/// <param name="Methods">The HTTP methods that it answers.</param>
/// <param name="Place">Where the path stands.</param>
public sealed partial record Webhook(string Trigger, string Path, ImmutableArray<string> Methods, SourcePlace Place)
{
    /// <summary>Gets the path without the names in braces, in which alone two paths may differ that are one.</summary>
    internal string Shape => Parameter().Replace(Path, "{}").TrimEnd('/');

    /// <summary>Tells whether a request exists that both would answer; a part in braces stands for any text.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>Whether it does; a fixed part wins over one in braces, so those two do not meet.</returns>
    public bool Meets(Webhook other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Shape == other.Shape && Methods.Intersect(other.Methods).Any();
    }

    [GeneratedRegex(@"\{[^/{}]*\}")]
    private static partial Regex Parameter();
}
