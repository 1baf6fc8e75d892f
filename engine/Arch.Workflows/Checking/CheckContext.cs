using Arch.Workflows.Diagnostics;
using Arch.Workflows.Editing;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Checking;

/// <summary>What the checks of one file share.</summary>
internal sealed class CheckContext(SourceMap map, DiagnosticBag diagnostics)
{
    private readonly HashSet<YamlNode> _broken = new(ReferenceEqualityComparer.Instance);
    private readonly List<Diagnostic> _notExecutable = [];

    public SourceMap Map => map;

    public DiagnosticBag Diagnostics => diagnostics;

    /// <summary>Gets where to keep what is found out for editors; <see langword="null"/> when nobody asks.</summary>
    public DocumentInsight? Insight { get; init; }

    /// <summary>Gets the warnings about constructs that cannot be executed yet.</summary>
    public IReadOnlyList<Diagnostic> NotExecutable => _notExecutable;

    /// <summary>Gets whether nothing more must be said about a node, because something was said already.</summary>
    public bool IsBroken(YamlNode node) => node.IsBroken || _broken.Contains(node);

    /// <summary>Reports a node and takes it for broken.</summary>
    public void Refuse(YamlNode node, string code, string message, string? remedy = null, string? meant = null)
    {
        _broken.Add(node);
        Error(node, code, message, remedy, meant);
    }

    public void Error(YamlNode node, string code, string message, string? remedy = null, string? meant = null) =>
        diagnostics.Error(code, PlaceOf(node), message, remedy, meant);

    /// <summary>Takes a node for broken about which something was said elsewhere.</summary>
    public void MarkBroken(YamlNode node) => _broken.Add(node);

    public void NotYet(YamlNode node, string what) =>
        _notExecutable.Add(
            diagnostics.Warning(
                "ARCH3001",
                PlaceOf(node),
                $"{what} is not executable in this version of Arch; the workflow can be checked but not run."));

    /// <summary>Gives a node's place; for a mapping or list, that of its beginning.</summary>
    public SourcePlace PlaceOf(YamlNode node) =>
        node is YamlScalar ? map.Place(node) : map.Place(node.Start, node.Start + 1);
}
