using System.Buffers;
using Arch.Expressions.Templates;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Checks the subjects of events as far as they are constant.</summary>
internal static class SubjectCheck
{
    private static readonly SearchValues<char> NotInParts = SearchValues.Create("*> \t\r\n");

    /// <summary>Checks a subject.</summary>
    /// <param name="document">The document.</param>
    /// <param name="node">Where it stands.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="mayBePattern">Whether it may have wildcards.</param>
    public static void Check(DocumentScope document, YamlNode node, Template subject, bool mayBePattern)
    {
        if (subject.Constant is not { } constant
            || !constant.TryGetString(out var text)
            || document.Context.IsBroken(node))
        {
            return;
        }

        var parts = text.Split('.');
        for (var i = 0; i < parts.Length; i++)
        {
            var isWildcard = parts[i] == "*" || (parts[i] == ">" && i == parts.Length - 1);
            if (isWildcard && !mayBePattern)
            {
                Refuse(document, node, text, $"has the wildcard '{parts[i]}', but an event is published to one subject");
                return;
            }

            if (!isWildcard && (parts[i].Length == 0 || parts[i].AsSpan().ContainsAny(NotInParts)))
            {
                Refuse(document, node, text, $"has the part \"{parts[i]}\"");
                return;
            }
        }
    }

    private static void Refuse(DocumentScope document, YamlNode node, string text, string what) =>
        document.Context.Refuse(
            node,
            "ARCH1000",
            $"The subject \"{text}\" {what}.",
            "A subject is parts joined by dots, without spaces, such as shop.orders.paid; to wait for several, * stands for one part and > at the end for the rest.");
}
