using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Tells kinds of documents apart.</summary>
internal static class DocumentKind
{
    /// <summary>Gives the kind as written; <c>workflow</c> when none is.</summary>
    public static string Of(YamlMapping document) =>
        document.Find("kind")?.Value is YamlScalar kind ? kind.Text : "workflow";
}
