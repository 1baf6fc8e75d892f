using System.Globalization;
using Arch.Plugin.Sql.Sessions;
using Arch.Plugin.Sql.Statements;
using Arch.Sdk;

namespace Arch.Plugin.Sql.Transactions;

[Step("sql.transaction", Summary = "Carries out several statements, all of them or none.")]
internal sealed class TransactionStep : IStep<TransactionInput, TransactionOutput>
{
    public Task<TransactionOutput> RunAsync(TransactionInput input, StepContext context, CancellationToken cancellationToken)
    {
        List<SqlStatement> statements = [.. input.Statements.Select(Read)];
        return SqlSessions.RunAsync(
            input,
            input.Create ? SessionAccess.Create : SessionAccess.Write,
            context,
            async (session, stop) =>
            {
                await session.BeginAsync(input.Isolation, stop).ConfigureAwait(false);
                var results = new List<StatementOutcome>();
                for (var i = 0; i < statements.Count; i++)
                {
                    var outcome = await RunOneAsync(session, input, i, statements[i], stop).ConfigureAwait(false);
                    Check(input.Statements[i].Expect, outcome, statements[i]);
                    results.Add(outcome);
                }

                await session.CommitAsync(stop).ConfigureAwait(false);
                var affected = results.Where(outcome => outcome.Columns is null).Sum(outcome => outcome.Count);
                return new TransactionOutput { Results = results, Affected = affected };
            },
            cancellationToken);
    }

    private static SqlStatement Read(TransactionStatement statement, int index)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"statements[{index}]");
        if (statement.Query is null == statement.Execute is null)
        {
            throw new StepException(Codes.Input, $"'{place}' needs either 'query' or 'execute'.");
        }

        return new SqlStatement(
            statement.Query ?? statement.Execute!, place, new ParameterSet(statement.Parameters, statement.ParameterTypes));
    }

    private static async Task<StatementOutcome> RunOneAsync(
        ISqlSession session, TransactionInput input, int index, SqlStatement statement, CancellationToken cancellationToken)
    {
        if (input.Statements[index].Query is null)
        {
            var affected = await session.ExecuteAsync(statement, [statement.Parameters], cancellationToken).ConfigureAwait(false);
            return new StatementOutcome { Count = affected[0], Truncated = false };
        }

        var rows = await session.QueryAsync(statement, input.MaxRows, cancellationToken).ConfigureAwait(false);
        return new StatementOutcome { Rows = rows.Rows, Columns = rows.Columns, Count = rows.Count, Truncated = rows.IsTruncated };
    }

    private static void Check(Expectation? expectation, StatementOutcome outcome, SqlStatement statement)
    {
        if (expectation is null || (outcome.Count == expectation.Rows && !outcome.Truncated))
        {
            return;
        }

        var seen = outcome.Truncated ? $"more than {outcome.Count}" : outcome.Count.ToString(CultureInfo.InvariantCulture);
        var verb = outcome.Columns is null ? "affected" : "gave";
        throw new StepException(
            Codes.Expectation, $"'{statement.Place}' {verb} {seen} rows; {expectation.Rows} were expected. Everything was undone.");
    }
}
