using Arch.Plugin.Sql.Sessions;
using Arch.Plugin.Sql.Statements;
using Arch.Sdk;

namespace Arch.Plugin.Sql.Queries;

[Step("sql.query", Summary = "Reads rows from a database; changes nothing.", Idempotent = true)]
internal sealed class QueryStep : IStep<QueryInput, QueryOutput>
{
    public Task<QueryOutput> RunAsync(QueryInput input, StepContext context, CancellationToken cancellationToken)
    {
        var statement = new SqlStatement(input.Sql, "sql", new ParameterSet(input.Parameters, input.ParameterTypes));
        return SqlSessions.RunAsync(
            input,
            SessionAccess.Read,
            context,
            async (session, stop) =>
            {
                await session.BeginReadOnlyAsync(stop).ConfigureAwait(false);
                var rows = await session.QueryAsync(statement, input.MaxRows, stop).ConfigureAwait(false);
                return new QueryOutput { Rows = rows.Rows, Columns = rows.Columns, Count = rows.Count, Truncated = rows.IsTruncated };
            },
            cancellationToken);
    }
}
