using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Ownership;
using Arch.Storage.Sqlite.Reading;
using Arch.Storage.Sqlite.Writing.Claims;

namespace Arch.Storage.Sqlite;

/// <summary>Who owns runs.</summary>
public sealed partial class SqliteJournalStore
{
    /// <inheritdoc/>
    public async ValueTask<RunClaim?> ClaimAsync(RunId runId)
    {
        // Outside of the transaction, because it asks the file system. It may: who is dead stays dead.
        var (isClaimable, former) = _readers.Read(reader => RunReading.OwnerOf(reader, runId));
        return isClaimable && (former is null || IsDead(former))
            ? await _writer.WriteAsync(new ClaimWrite(runId, former, _owner.Owner)).ConfigureAwait(false)
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<RunClaim>> ClaimRunnableAsync(DateTimeOffset now, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var dead = _readers.Read(RunReading.Owners).Where(IsDead).ToList();
        OwnerLock.Sweep(_hosts, _owner.Owner);
        return dead.Count > 0 || _readers.Read(reader => Runnable.IsThere(reader, now))
            ? await _writer.WriteAsync(new ClaimRunnableWrite(dead, now, limit, _owner.Owner)).ConfigureAwait(false)
            : [];
    }

    /// <inheritdoc/>
    public ValueTask<RunClaim?> ReopenAsync(RunId runId) => new(_writer.WriteAsync(new ReopenWrite(runId, _owner.Owner)));

    /// <inheritdoc/>
    public async ValueTask ReleaseAsync(RunId runId, long epoch) =>
        await _writer.WriteAsync(new ReleaseWrite(runId, epoch, _owner.Owner)).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask ParkAsync(RunId runId, long epoch, StepError reason) =>
        await _writer.WriteAsync(new ParkWrite(runId, epoch, _owner.Owner, reason)).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<bool> UnparkAsync(RunId runId) => new(_writer.WriteAsync(new UnparkWrite(runId)));

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> FindNextDueAsync() => new(_readers.Read(RunReading.NextDue));

    private bool IsDead(string owner) => owner != _owner.Owner && OwnerLock.IsDead(_hosts, owner);
}
