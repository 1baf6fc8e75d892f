using Arch.Expressions.Templates;
using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Definitions.Triggers;

/// <summary>Something that starts runs of a workflow.</summary>
public abstract record TriggerDefinition
{
    /// <summary>Gets its name in the workflow.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the verb, such as <c>webhook</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Gets where it stands.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>Gets what it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the condition over <c>trigger</c> under which a run is started.</summary>
    /// <value><see langword="null"/> when every firing starts one.</value>
    public ExpressionHandle? When { get; init; }

    /// <summary>Gets the inputs of the run, an object.</summary>
    /// <value><see langword="null"/> when they are what the trigger brings.</value>
    public Template? Inputs { get; init; }

    /// <summary>Gets the key under which firings count once.</summary>
    /// <value><see langword="null"/> when every firing counts.</value>
    public Template? DedupeKey { get; init; }

    /// <summary>Gets for how long a key counts.</summary>
    /// <value><see langword="null"/> for ever.</value>
    public TimeSpan? DedupeFor { get; init; }

    /// <summary>Gets how long it must be quiet before a run is started, which gets the last firing.</summary>
    /// <value><see langword="null"/> when a run is started at once.</value>
    public TimeSpan? DebounceFor { get; init; }

    /// <summary>Gets the key of the firings that are quieted together.</summary>
    /// <value><see langword="null"/> when all are.</value>
    public Template? DebounceKey { get; init; }

    /// <summary>Gets whether it is switched off in the file.</summary>
    public bool IsDisabled { get; init; }
}
