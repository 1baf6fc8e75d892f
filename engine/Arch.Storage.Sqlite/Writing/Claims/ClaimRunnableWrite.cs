using Arch.Engine.Ports;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Writing.Claims;

/// <summary>Takes runs that something is to be done for, from owners that are dead and from nobody.</summary>
internal sealed class ClaimRunnableWrite(IReadOnlyList<string> dead, DateTimeOffset now, int limit, string owner)
    : PendingWrite<IReadOnlyList<RunClaim>>
{
    private readonly List<RunClaim> _claims = [];

    protected override IReadOnlyList<RunClaim> Outcome => _claims;

    protected override Exception? Apply(Connection connection)
    {
        foreach (var former in dead)
        {
            Take(connection, former, () => connection.Prepared(Runnable.OfOwner).Bind(1, former));
        }

        Take(connection, null, () => connection.Prepared(Runnable.Left));
        Take(connection, null, () => connection.Prepared(Runnable.Due).Bind(1, Moments.ToTicks(now)));
        Take(connection, null, () => connection.Prepared(Runnable.WithMessages));
        TakeSuspect(connection);
        return null;
    }

    private void TakeSuspect(Connection connection)
    {
        while (_claims.Count < limit && FindSuspect(connection) is var (runId, former))
        {
            if (ClaimRow.Take(connection, runId, former, owner) is { } claim)
            {
                _claims.Add(claim);
                return;
            }
        }
    }

    private (string RunId, string Former)? FindSuspect(Connection connection)
    {
        (string RunId, string Former)? suspect = null;
        var most = 0L;
        foreach (var former in dead)
        {
            foreach (var (runId, crashes) in connection.Prepared(Runnable.SuspectOfOwner).Bind(1, former)
                .All(static row => (row.Text(0), row.Int64(1))))
            {
                if (crashes > most || (crashes == most && string.CompareOrdinal(runId, suspect?.RunId) < 0))
                {
                    (suspect, most) = ((runId, former), crashes);
                }
            }
        }

        return suspect;
    }

    // What is parked instead of claimed makes room for others, so each search is repeated until it gives nothing more.
    private void Take(Connection connection, string? former, Func<Statement> search)
    {
        while (_claims.Count < limit)
        {
            var found = search().Bind(2, limit - _claims.Count).All(static row => row.Text(0));
            foreach (var runId in found)
            {
                if (ClaimRow.Take(connection, runId, former, owner) is { } claim)
                {
                    _claims.Add(claim);
                }
            }

            if (found.Count == 0)
            {
                return;
            }
        }
    }
}
