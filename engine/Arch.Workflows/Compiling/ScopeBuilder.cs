using System.Collections.Immutable;
using Arch.Workflows.Definitions;

namespace Arch.Workflows.Compiling;

/// <summary>A scope of step results while its steps are being compiled.</summary>
/// <param name="index">Its place among the scopes.</param>
/// <param name="parent">The scope around it; -1 when it sees none.</param>
internal sealed class ScopeBuilder(int index, int parent)
{
    private readonly List<int> _nodes = [];
    private readonly Dictionary<string, int> _byId = new(StringComparer.Ordinal);

    public int Index => index;

    /// <summary>Adds a step and gives its slot.</summary>
    public int Add(string id, int node)
    {
        _byId.TryAdd(id, node);
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    public StepScope Build() => new(parent, [.. _nodes]) { ById = _byId.ToImmutableDictionary(StringComparer.Ordinal) };
}
