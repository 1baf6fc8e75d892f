using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Engine.Memory;

/// <summary>Who owns a run.</summary>
public sealed partial class MemoryJournalStore
{
    /// <inheritdoc/>
    public ValueTask<RunClaim?> ClaimAsync(RunId runId)
    {
        lock (_data.Gate)
        {
            return ValueTask.FromResult(!IsDead && _data.Find(runId) is { IsFree: true } run ? Claim(run) : null);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunClaim>> ClaimRunnableAsync(DateTimeOffset now, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var claims = new List<RunClaim>();
        lock (_data.Gate)
        {
            // What is parked instead of claimed makes room for others.
            while (!IsDead && claims.Count < limit && _data.Free.Find(now, limit - claims.Count) is { Count: > 0 } found)
            {
                foreach (var run in found)
                {
                    if (Claim(run) is { } claim)
                    {
                        claims.Add(claim);
                    }
                }
            }

            while (!IsDead && claims.Count < limit && _data.Free.FindSuspect() is { } suspect)
            {
                if (Claim(suspect) is { } claim)
                {
                    claims.Add(claim);
                    break;
                }
            }
        }

        return ValueTask.FromResult<IReadOnlyList<RunClaim>>(claims);
    }

    /// <inheritdoc/>
    public ValueTask<RunClaim?> ReopenAsync(RunId runId)
    {
        lock (_data.Gate)
        {
            if (IsDead || _data.Find(runId) is not { Summary.HasEnded: true } run)
            {
                return ValueTask.FromResult<RunClaim?>(null);
            }

            run.Owner = this;
            return ValueTask.FromResult<RunClaim?>(new RunClaim(run.Summary, ++run.Epoch));
        }
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(RunId runId, long epoch)
    {
        lock (_data.Gate)
        {
            if (FindOwn(runId, epoch) is { } run)
            {
                run.Owner = null;
                _data.Free.Put(run);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ParkAsync(RunId runId, long epoch, StepError reason)
    {
        lock (_data.Gate)
        {
            if (FindOwn(runId, epoch) is { Summary.HasEnded: false } run)
            {
                Park(run, reason);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<bool> UnparkAsync(RunId runId)
    {
        lock (_data.Gate)
        {
            if (_data.Find(runId) is not { Summary.Status: RunStatus.Parked } run)
            {
                return ValueTask.FromResult(false);
            }

            run.Summary = run.Summary with { Status = RunStatus.Running, Error = null };
            run.Crashes = 0;
            _data.Free.Put(run);
            return ValueTask.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> FindNextDueAsync()
    {
        lock (_data.Gate)
        {
            return ValueTask.FromResult(_data.Free.NextDue);
        }
    }

    /// <summary>Ends the ownership of all runs that this object owns, as the death of its process would.</summary>
    /// <returns>A task that has ended.</returns>
    public ValueTask DisposeAsync()
    {
        lock (_data.Gate)
        {
            IsDead = true;
            foreach (var run in _data.Runs)
            {
                if (run.Owner == this)
                {
                    _data.Free.Put(run);
                }
            }
        }

        return ValueTask.CompletedTask;
    }

    private StoredRun? FindOwn(RunId runId, long epoch) =>
        _data.Find(runId) is { } run && run.Epoch == epoch && run.Owner == this ? run : null;

    private RunClaim? Claim(StoredRun run)
    {
        if (run.Owner is not null && ++run.Crashes >= RunClaim.MostCrashes)
        {
            Park(run, RunClaim.Poisoned(run.Summary.RunId));
            return null;
        }

        var isSuspect = run.Owner is not null && run.Crashes > 1;
        run.Owner = this;
        _data.Free.Put(run);
        return new RunClaim(run.Summary, ++run.Epoch) { IsSuspect = isSuspect };
    }

    private void Park(StoredRun run, StepError reason)
    {
        run.Owner = null;
        run.Summary = run.Summary with { Status = RunStatus.Parked, Error = reason, DueAt = null };
        _data.Free.Put(run);
    }
}
