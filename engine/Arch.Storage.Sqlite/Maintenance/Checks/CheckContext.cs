using System.Diagnostics;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Maintenance.Checks;

/// <summary>What the parts of a check share: the file as it was at one moment, and what was found so far.</summary>
internal sealed class CheckContext(
    Connection connection,
    long version,
    IProgress<MaintenanceProgress>? progress,
    CancellationToken cancellationToken)
{
    private const int ReportEvery = 1_000;

    private readonly List<CheckProblem> _problems = [];

    public Connection Connection { get; } = connection;

    public long Version { get; } = version;

    public IReadOnlyList<CheckProblem> Problems => _problems;

    public void Report(string part, string? runId, string message)
    {
        if (_problems.Count < StoreCheck.MostProblems)
        {
            _problems.Add(new CheckProblem(part, runId is null ? null : new RunId(runId), message));
        }
    }

    /// <summary>Looks at each row of a query. What cannot be read is reported, and the other rows are looked at all the same.</summary>
    /// <returns>How many rows there were.</returns>
    public long Each(string part, string sql, Action<Statement> look, Func<Statement, string?>? runOf = null, long? total = null)
    {
        var count = 0L;
        try
        {
            var row = Connection.Prepared(sql);
            try
            {
                while (row.Step())
                {
                    count++;
                    Tell(part, count, total);
                    Look(part, row, look, runOf);
                }
            }
            finally
            {
                row.Reset();
            }
        }
        catch (SqliteFailure failure) when (IsDamage(failure))
        {
            Report(part, null, $"It cannot be read any further: {failure.Message}.");
        }

        return count;
    }

    /// <summary>Gets a number, 0 when it cannot be read.</summary>
    public long Number(string sql)
    {
        try
        {
            return Connection.Prepared(sql).First(static row => row.Int64(0));
        }
        catch (SqliteFailure failure) when (IsDamage(failure))
        {
            // What is damaged is reported by those that read it.
            Debug.WriteLine(failure.Message);
            return 0;
        }
    }

    private static bool IsDamage(SqliteFailure failure) => !failure.IsBusy && !MaintenanceTask.IsInterrupted(failure);

    private void Look(string part, Statement row, Action<Statement> look, Func<Statement, string?>? runOf)
    {
        try
        {
            look(row);
        }
        catch (JournalStoreException damage)
        {
            Report(part, runOf?.Invoke(row), damage.Message);
        }
    }

    private void Tell(string part, long count, long? total)
    {
        if (count % ReportEvery == 0)
        {
            progress?.Report(new MaintenanceProgress($"checking {part}", count, total));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
