using System.Collections.Immutable;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>
/// How far an attempt of a <c>graph</c> has come. Each edge is followed once, when the step at its beginning ends, so that a
/// graph costs as much as it has steps and needs.
/// </summary>
internal sealed class GraphProgress
{
    private readonly ImmutableArray<GraphStep> _steps;
    private readonly int[] _openNeeds;
    private readonly Queue<int> _startable = [];

    public GraphProgress(ImmutableArray<GraphStep> steps)
    {
        _steps = steps;
        _openNeeds = new int[steps.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            _openNeeds[i] = steps[i].NeedCount;
            if (_openNeeds[i] == 0)
            {
                _startable.Enqueue(i);
            }
        }
    }

    /// <summary>Makes the progress of its parts.</summary>
    public GraphProgress(ImmutableArray<GraphStep> steps, IEnumerable<int> openNeeds, IEnumerable<int> startable, int edgesFollowed)
    {
        _steps = steps;
        _openNeeds = [.. openNeeds];
        _startable = new Queue<int>(startable);
        EdgesFollowed = edgesFollowed;
    }

    /// <summary>Gets how many edges have been followed: the work so far.</summary>
    public int EdgesFollowed { get; private set; }

    /// <summary>Gets by step how many needs have not ended.</summary>
    public IReadOnlyList<int> OpenNeeds => _openNeeds;

    /// <summary>Gets the steps that can start and have not begun, in order.</summary>
    public IEnumerable<int> Startable => _startable;

    /// <summary>Finds the next step whose needs have all ended and that has not begun.</summary>
    public bool TryGetStartable(out int step) => _startable.TryPeek(out step);

    /// <summary>Notes that the step that could start next has begun.</summary>
    public void Begin() => _startable.Dequeue();

    /// <summary>Notes that a step has ended, however.</summary>
    public void End(int step)
    {
        foreach (var dependent in _steps[step].Dependents)
        {
            EdgesFollowed++;
            if (--_openNeeds[dependent] == 0)
            {
                _startable.Enqueue(dependent);
            }
        }
    }
}
