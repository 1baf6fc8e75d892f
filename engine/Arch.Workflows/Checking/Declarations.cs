using Arch.Expressions.Types;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Checking;

/// <summary>Keeps a mistake in a declaration from being repeated at every use of what it declares.</summary>
internal static class Declarations
{
    /// <summary>Lets any name through when the section that declares them could not be read as a whole.</summary>
    /// <param name="shape">The type made of what could be read.</param>
    /// <param name="context">What the checks of the file share.</param>
    /// <param name="root">The document.</param>
    /// <param name="keys">The keys of the document.</param>
    /// <param name="section">The key of the section, such as <c>inputs</c>.</param>
    public static TypeShape OpenIfBroken(
        this TypeShape shape,
        CheckContext context,
        YamlMapping root,
        KeySet keys,
        string section)
    {
        var isBroken = root.Find(section)?.Value is { } node
            ? context.IsBroken(node) || HasBrokenEntry(context, node)
            : UnknownKeys.HasMisspelling(root, section, keys.Keys);
        return isBroken ? shape with { IsOpen = true } : shape;
    }

    private static bool HasBrokenEntry(CheckContext context, YamlNode node) =>
        node is YamlMapping names
        && names.Entries.Any(entry => context.IsBroken(entry.Key) || context.IsBroken(entry.Value));
}
