using Arch.Plugin.Sql.Sessions;
using Arch.Plugin.Sql.Statements;
using Arch.Sdk;

namespace Arch.Plugin.Sql.Executing;

[Step("sql.execute", Summary = "Carries out a statement that changes a database, once or for many sets of values.")]
internal sealed class ExecuteStep : IStep<ExecuteInput, ExecuteOutput>
{
    public Task<ExecuteOutput> RunAsync(ExecuteInput input, StepContext context, CancellationToken cancellationToken)
    {
        if (input.ParameterSets is not null && input.Parameters.Count > 0)
        {
            throw new StepException(Codes.Input, "Give 'parameters' or 'parameter_sets', not both.");
        }

        var values = input.ParameterSets ?? [input.Parameters];
        List<ParameterSet> sets = [.. values.Select(set => new ParameterSet(set, input.ParameterTypes))];
        var statement = new SqlStatement(input.Sql, "sql", sets[0]);
        return SqlSessions.RunAsync(
            input,
            input.Create ? SessionAccess.Create : SessionAccess.Write,
            context,
            async (session, stop) =>
            {
                // One statement alone needs no transaction around it, and some, such as VACUUM, refuse one.
                if (sets.Count > 1)
                {
                    await session.BeginAsync(Isolation.ReadCommitted, stop).ConfigureAwait(false);
                }

                var affected = await session.ExecuteAsync(statement, sets, stop).ConfigureAwait(false);
                if (sets.Count > 1)
                {
                    await session.CommitAsync(stop).ConfigureAwait(false);
                }

                return new ExecuteOutput { Affected = affected.Sum(), AffectedEach = affected };
            },
            cancellationToken);
    }
}
