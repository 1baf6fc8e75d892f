using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Writing.Claims;

/// <summary>Takes one run, from an owner that is dead or from nobody.</summary>
internal sealed class ClaimWrite(RunId runId, string? former, string owner) : PendingWrite<RunClaim?>
{
    private RunClaim? _claim;

    protected override RunClaim? Outcome => _claim;

    protected override Exception? Apply(Connection connection)
    {
        _claim = ClaimRow.Take(connection, runId.Value, former, owner);
        return null;
    }
}
