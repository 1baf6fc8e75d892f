using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>
/// The results of the steps of one scope: of the run, of one iteration of a loop, or of one use of an action. What has been seen of
/// it never changes: an expression may have kept it.
/// </summary>
internal sealed class Frame(int scope, int slots, Frame? parent)
{
    private StepResult?[] _results = slots == 0 ? [] : new StepResult?[slots];
    private bool _isShared;
    private StepsView? _view;

    public int Scope { get; } = scope;

    /// <summary>Gets the frame around it whose results are visible too.</summary>
    public Frame? Parent { get; } = parent;

    /// <summary>Gets the results by slot; <see langword="null"/> for a step that has not ended or was skipped.</summary>
    public IReadOnlyList<StepResult?> Results => _results;

    /// <summary>Gets or sets the inputs of an action; undefined elsewhere.</summary>
    public Value Inputs { get; set; }

    public string? ItemName { get; set; }

    public Value Item { get; set; }

    public string? IndexName { get; set; }

    public int Index { get; set; }

    /// <summary>Gets <c>steps</c> as it is now, for ever.</summary>
    public StepsView See(WorkflowDefinition definition)
    {
        var around = Parent?.See(definition);
        if (_view is null || _view.Around != around)
        {
            _view = new StepsView(definition, Scope, _results, around);
            _isShared = true;
        }

        return _view;
    }

    public void Keep(int slot, StepResult? result)
    {
        if (_isShared)
        {
            _results = [.. _results];
            _isShared = false;
            _view = null;
        }

        _results[slot] = result;
    }

    /// <summary>Copies the frame as it is now; those around it are shared.</summary>
    public Frame Copy()
    {
        _isShared = true;
        return new Frame(Scope, 0, Parent)
        {
            _results = _results,
            _isShared = true,
            Inputs = Inputs,
            ItemName = ItemName,
            Item = Item,
            IndexName = IndexName,
            Index = Index,
        };
    }
}
