using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Reading;

namespace Arch.Storage.Sqlite.Writing;

/// <summary>Takes unfinished runs over from owners that are dead, and those that nobody owns.</summary>
internal sealed class ClaimWrite(IReadOnlyList<string?> formerOwners, RunId? only, string owner) : PendingWrite
{
    private const string ClaimAll =
        $"UPDATE runs SET owner = ?1, epoch = epoch + 1 WHERE ended_at IS NULL AND owner IS ?2 RETURNING {RunRow.Columns}, epoch";

    private const string ClaimOne =
        $"UPDATE runs SET owner = ?1, epoch = epoch + 1 WHERE run_id = ?3 AND ended_at IS NULL AND owner IS ?2 RETURNING {RunRow.Columns}, epoch";

    private readonly List<RunClaim> _claims = [];

    /// <summary>Gets what was claimed, oldest first, once the write is done.</summary>
    public IReadOnlyList<RunClaim> Claims => _claims;

    protected override Exception? Apply(Connection connection)
    {
        _claims.Clear();
        foreach (var former in formerOwners)
        {
            var update = connection.Prepared(only is null ? ClaimAll : ClaimOne).Bind(1, owner).Bind(2, former);
            if (only is { } run)
            {
                update.Bind(3, run.Value);
            }

            try
            {
                while (update.Step())
                {
                    _claims.Add(new RunClaim(RunRow.Read(update), update.Int64(RunRow.ColumnCount)));
                }
            }
            finally
            {
                update.Reset();
            }
        }

        _claims.Sort((one, other) => string.CompareOrdinal(one.Summary.RunId.Value, other.Summary.RunId.Value));
        return null;
    }
}
