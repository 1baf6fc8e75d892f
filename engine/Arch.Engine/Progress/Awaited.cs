using System.Collections.Immutable;

namespace Arch.Engine.Progress;

/// <summary>One thing that is waited for.</summary>
/// <param name="Kind">What kind of thing it is.</param>
/// <param name="Name">Which of its kind; see <see cref="AwaitedKind"/>. Empty for a moment.</param>
public sealed record Awaited(AwaitedKind Kind, string Name)
{
    /// <summary>
    /// Gets the moment that is waited for; for anything else, when the time for it is over. <see langword="null"/> when there is no
    /// end to it.
    /// </summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Gets the id of the human task; <see langword="null"/> unless it is a person.</summary>
    public string? TaskId { get; init; }

    /// <summary>Gets the actions that the person chooses from; empty unless it is a person.</summary>
    public ImmutableArray<string> Actions { get; init; } = [];
}
