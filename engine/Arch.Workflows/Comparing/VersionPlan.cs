using System.Collections.Immutable;
using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Comparing;

/// <summary>What becomes different when one state of workflow files takes the place of another.</summary>
public sealed record VersionPlan
{
    /// <summary>Gets the workflows and actions that differ, by name.</summary>
    public ImmutableArray<DocumentChange> Documents { get; init; } = [];

    /// <summary>Gets the calls that fitted before and do not fit any more.</summary>
    public ImmutableArray<BrokenCall> BrokenCalls { get; init; } = [];

    /// <summary>Gets what keeps the files from being compared; nothing else is there then.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];
}

/// <summary>What became of a workflow or an action.</summary>
public enum ChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It says something else.</summary>
    Changed,

    /// <summary>It stands somewhere else.</summary>
    Moved,

    /// <summary>It has another name and is the same otherwise.</summary>
    Renamed,

    /// <summary>It says the same in another layout, or with other comments.</summary>
    Layout,
}

/// <summary>A workflow or action that differs.</summary>
/// <param name="Kind"><c>workflow</c> or <c>action</c>.</param>
/// <param name="Name">The workflow's name, <c>namespace.id</c>, or the action's file.</param>
/// <param name="File">The file that it is in; the old one when it is gone.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Items">What differs in it.</param>
public sealed record DocumentChange(string Kind, string Name, string File, ChangeKind Change, ImmutableArray<ItemChange> Items);

/// <summary>A part of a workflow that differs.</summary>
/// <param name="Area"><c>input</c>, <c>output</c>, <c>variable</c>, <c>trigger</c>, <c>step</c> or <c>setting</c>.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Name">Its name; a step's id.</param>
/// <param name="Summary">What it is, where it stands, or where it went; empty when there is nothing to say.</param>
/// <param name="Keys">The keys in it that differ.</param>
public sealed record ItemChange(string Area, ChangeKind Change, string Name, string Summary, ImmutableArray<KeyChange> Keys);

/// <summary>A key that differs.</summary>
/// <param name="Key">The key with those around it, such as <c>with.amount</c>.</param>
/// <param name="Old">The old value as JSON; <see langword="null"/> when there was none.</param>
/// <param name="New">The new value as JSON; <see langword="null"/> when there is none.</param>
public sealed record KeyChange(string Key, string? Old, string? New);

/// <summary>A call that does not fit any more.</summary>
/// <param name="Caller">The workflow that calls.</param>
/// <param name="Step">Its step.</param>
/// <param name="Callee">The workflow that is called.</param>
/// <param name="Reason">What does not fit, as the rest of a sentence.</param>
public sealed record BrokenCall(string Caller, string Step, string Callee, string Reason);
