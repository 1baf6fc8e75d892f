using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Shell;

/// <summary>
/// Keeps runs in memory, for runs that need not outlive the process. Forgets the records of a run when it ends, and all but the
/// last 1,000 ended runs.
/// </summary>
public sealed class MemoryJournalStore : IJournalStore
{
    private const int KeptEndedRuns = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<RunId, Entry> _runs = [];
    private readonly Queue<RunId> _ended = [];
    private readonly Dictionary<DefinitionId, IReadOnlyList<SourceText>> _definitions = [];

    /// <inheritdoc/>
    public ValueTask SaveDefinitionAsync(DefinitionId id, IReadOnlyList<SourceText> sources)
    {
        lock (_gate)
        {
            _definitions.TryAdd(id, sources);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SourceText>?> FindDefinitionAsync(DefinitionId id)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_definitions.GetValueOrDefault(id));
        }
    }

    /// <inheritdoc/>
    public ValueTask CommitAsync(RunCommit commit)
    {
        lock (_gate)
        {
            var runId = commit.Summary.RunId;
            if (!_runs.TryGetValue(runId, out var entry))
            {
                _runs.Add(runId, entry = new Entry(commit.Summary, commit.Epoch));
            }

            if (entry.Epoch != commit.Epoch || entry.NextSequence != commit.FirstSequence)
            {
                return ValueTask.FromException(new RunOwnershipLostException(runId));
            }

            entry.NextSequence += commit.Records.Count;
            entry.Summary = commit.Summary;
            if (commit.Summary.HasEnded)
            {
                entry.Records.Clear();
                Forget(runId);
            }
            else
            {
                entry.Records.AddRange(commit.Records);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(RunId runId)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<JournalRecord>>(
                _runs.TryGetValue(runId, out var entry) ? [.. entry.Records] : []);
        }
    }

    /// <inheritdoc/>
    public ValueTask<RunSummary?> FindAsync(RunId runId)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_runs.GetValueOrDefault(runId)?.Summary);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunSummary>> ListAsync(RunQuery query)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<RunSummary>>(
            [
                .. _runs.Values.Select(entry => entry.Summary)
                    .Where(run => (query.Status is null || run.Status == query.Status)
                        && (query.Workflow is null || run.Workflow == query.Workflow)
                        && (query.After is not { } after || string.CompareOrdinal(run.RunId.Value, after.Value) < 0))
                    .OrderByDescending(run => run.RunId.Value, StringComparer.Ordinal)
                    .Take(query.Limit),
            ]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunClaim>> ClaimAsync(RunId? only = null)
    {
        lock (_gate)
        {
            var claims = new List<RunClaim>();
            foreach (var (runId, entry) in _runs)
            {
                if (entry.IsReleased && !entry.Summary.HasEnded && (only is null || only == runId))
                {
                    entry.IsReleased = false;
                    claims.Add(new RunClaim(entry.Summary, ++entry.Epoch));
                }
            }

            return ValueTask.FromResult<IReadOnlyList<RunClaim>>(claims);
        }
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(RunId runId, long epoch)
    {
        lock (_gate)
        {
            if (_runs.TryGetValue(runId, out var entry) && entry.Epoch == epoch)
            {
                entry.IsReleased = true;
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Forget(RunId ended)
    {
        _ended.Enqueue(ended);
        if (_ended.Count > KeptEndedRuns)
        {
            _runs.Remove(_ended.Dequeue());
        }
    }

    private sealed class Entry(RunSummary summary, long epoch)
    {
        public RunSummary Summary { get; set; } = summary;

        public long Epoch { get; set; } = epoch;

        public long NextSequence { get; set; } = 1;

        public bool IsReleased { get; set; }

        public List<JournalRecord> Records { get; } = [];
    }
}
