using Arch.Plugin.Sql.Sessions;
using Arch.Sdk;

namespace Arch.Plugin.Sql.Loading;

[Step("sql.bulk_load", Summary = "Puts many rows into a table, from a list or a CSV file, all of them or none.")]
internal sealed class LoadStep : IStep<LoadInput, LoadOutput>
{
    public async Task<LoadOutput> RunAsync(LoadInput input, StepContext context, CancellationToken cancellationToken)
    {
        using var source = await LoadSource.OpenAsync(input, context, cancellationToken).ConfigureAwait(false);
        if (source.Columns.Count == 0)
        {
            return new LoadOutput { Read = 0, Loaded = 0, Skipped = 0 };
        }

        var parts = input.Table.Split('.');
        var plan = new LoadPlan
        {
            Name = parts[^1],
            Schema = parts.Length > 1 ? parts[0] : null,
            Columns = source.Columns,
            OnConflict = input.OnConflict,
            KeyColumns = input.KeyColumns ?? [],
        };
        return await SqlSessions.RunAsync(
            input,
            input.Create ? SessionAccess.Create : SessionAccess.Write,
            context,
            async (session, stop) =>
            {
                await session.BeginAsync(Isolation.ReadCommitted, stop).ConfigureAwait(false);
                var loaded = await session.LoadAsync(plan, source.ReadAsync(stop), stop).ConfigureAwait(false);
                await session.CommitAsync(stop).ConfigureAwait(false);
                context.ReportProgress(1);
                return new LoadOutput { Read = source.Count, Loaded = loaded, Skipped = source.Count - loaded };
            },
            cancellationToken).ConfigureAwait(false);
    }
}
