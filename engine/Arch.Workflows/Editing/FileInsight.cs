using Arch.Workflows.Reading;

namespace Arch.Workflows.Editing;

/// <summary>What compiling a file finds out about it.</summary>
internal sealed class FileInsight
{
    /// <summary>Gets the file; <see langword="null"/> before it was read.</summary>
    public YamlFile? File { get; set; }

    public Dictionary<YamlNode, DocumentInsight> Documents { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Begins with a document.</summary>
    public DocumentInsight Add(YamlNode root)
    {
        var insight = new DocumentInsight();
        Documents[root] = insight;
        return insight;
    }
}
