using Arch.Engine.Runs;

namespace Arch.Storage.Sqlite.Maintenance;

/// <summary>Something in a store that is not as it should be.</summary>
/// <param name="Part">The part of the store, such as <c>journal</c>.</param>
/// <param name="RunId">The run; <see langword="null"/> when it is of no single run.</param>
/// <param name="Message">What is wrong.</param>
public sealed record CheckProblem(string Part, RunId? RunId, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => RunId is { } runId ? $"{Part}, run '{runId}': {Message}" : $"{Part}: {Message}";
}
