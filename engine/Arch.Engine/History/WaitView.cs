using System.Collections.Immutable;

namespace Arch.Engine.History;

/// <summary>One thing that a step or a run waits for.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name; empty for those that have none.</param>
public sealed record WaitView(WaitKind Kind, string Name = "")
{
    /// <summary>Gets what a person is to do, in a line; <see langword="null"/> unless it is a human task.</summary>
    public string? Title { get; init; }

    /// <summary>Gets the actions that the person chooses from; empty unless it is a human task.</summary>
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>Gets the moment at which it comes by itself; <see langword="null"/> when it does not.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Gets when the waiting is given up; <see langword="null"/> when it is not.</summary>
    public DateTimeOffset? TimeoutAt { get; init; }

    /// <summary>Gets whether it has come already and others of the same wait have not.</summary>
    public bool IsMet { get; init; }
}
