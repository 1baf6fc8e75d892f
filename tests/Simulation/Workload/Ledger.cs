using Arch.Engine.Runs;

namespace Simulation.Workload;

/// <summary>What clients asked for, and what they were told.</summary>
internal sealed class Ledger
{
    /// <summary>Gets how often a start was sent, by its token.</summary>
    public Dictionary<string, int> SentStarts { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the starts that were confirmed.</summary>
    public List<(string Token, string Key, string Workflow, RunId RunId)> Started { get; } = [];

    /// <summary>Gets the signals that were confirmed.</summary>
    public List<(RunId RunId, string Token)> Signalled { get; } = [];

    /// <summary>Gets the completions of tasks that were confirmed.</summary>
    public List<(string TaskId, string Action)> Completed { get; } = [];

    /// <summary>Gets the events whose publication was confirmed.</summary>
    public HashSet<string> Published { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the cancellations that were confirmed.</summary>
    public HashSet<string> Cancelled { get; } = new(StringComparer.Ordinal);
}
