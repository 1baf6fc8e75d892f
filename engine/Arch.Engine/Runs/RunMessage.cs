using Arch.Expressions.Values;

namespace Arch.Engine.Runs;

/// <summary>
/// Something that is said to a run from outside. It is kept durably until the run has taken it, in the same commit as what
/// follows from it, so it is neither lost nor taken twice.
/// </summary>
public sealed record RunMessage
{
    /// <summary>Gets the run.</summary>
    public required RunId RunId { get; init; }

    /// <summary>Gets the id, unique among the messages to the run; sending the same id again while it is kept does nothing.</summary>
    public required string Id { get; init; }

    /// <summary>Gets what it says.</summary>
    public required RunMessageKind Kind { get; init; }

    /// <summary>Gets the name of what it is about; see <see cref="RunMessageKind"/>.</summary>
    public string Name { get; init; } = "";

    /// <summary>Gets more data; see <see cref="RunMessageKind"/>.</summary>
    public Value Data { get; init; }

    /// <summary>Gets who sent it; <see langword="null"/> when it is not known.</summary>
    public string? By { get; init; }

    /// <summary>Gets when it was sent.</summary>
    public required DateTimeOffset At { get; init; }
}
