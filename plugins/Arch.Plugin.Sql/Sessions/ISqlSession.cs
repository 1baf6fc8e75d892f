using Arch.Plugin.Sql.Loading;
using Arch.Plugin.Sql.Rows;
using Arch.Plugin.Sql.Statements;

namespace Arch.Plugin.Sql.Sessions;

/// <summary>One connection to a database, used by one attempt. Not for several threads.</summary>
/// <remarks>Failures are step exceptions with the plugin's codes. What was begun and not committed is undone when it is disposed.</remarks>
internal interface ISqlSession : IAsyncDisposable
{
    /// <summary>Begins the session's transaction.</summary>
    Task BeginAsync(Isolation isolation, CancellationToken cancellationToken);

    /// <summary>Begins a transaction in which nothing can be changed.</summary>
    Task BeginReadOnlyAsync(CancellationToken cancellationToken);

    Task CommitAsync(CancellationToken cancellationToken);

    /// <summary>Carries out a statement and gives its rows, up to a limit.</summary>
    Task<RowSet> QueryAsync(SqlStatement statement, int maxRows, CancellationToken cancellationToken);

    /// <summary>Carries out a statement once for each set of parameters.</summary>
    /// <returns>How many rows each of them changed.</returns>
    Task<IReadOnlyList<long>> ExecuteAsync(
        SqlStatement statement, IReadOnlyList<ParameterSet> sets, CancellationToken cancellationToken);

    /// <summary>Puts rows into a table, in the session's transaction.</summary>
    /// <returns>How many rows were inserted or replaced.</returns>
    Task<long> LoadAsync(LoadPlan plan, IAsyncEnumerable<LoadRow> rows, CancellationToken cancellationToken);
}
