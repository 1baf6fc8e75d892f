using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Arch.Workflows.Compiling;

/// <summary>Ids of definitions: the same content has the same id wherever it lies.</summary>
internal static class DefinitionHash
{
    public static DefinitionId Of(SourceText source, OrderedDictionary<string, SourceText> actions)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        // The file's own name is left out; those of actions count from its folder.
        Append(hash, "", source.Text);
        foreach (var (path, action) in actions.OrderBy(action => action.Key, StringComparer.Ordinal))
        {
            Append(hash, path, action.Text);
        }

        return new DefinitionId(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public static ImmutableArray<SourceText> Sources(
        SourceText source,
        OrderedDictionary<string, SourceText> actions) =>
        [source, .. actions.Select(action => new SourceText(action.Key, action.Value.Text))];

    private static void Append(IncrementalHash hash, string name, string text)
    {
        hash.AppendData(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}\n{text.Length}\n")));
        hash.AppendData(Encoding.UTF8.GetBytes(text));
    }
}
