using Arch.Plugin.Sql.Postgres;
using Arch.Plugin.Sql.Sqlite;
using Arch.Sdk;

namespace Arch.Plugin.Sql.Sessions;

/// <summary>Opens sessions, and holds what is done with them to the time that the step has.</summary>
internal static class SqlSessions
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    public static async Task<T> RunAsync<T>(
        DatabaseInput input,
        SessionAccess access,
        StepContext context,
        Func<ISqlSession, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken)
    {
        if (input.Timeout <= TimeSpan.Zero || input.Timeout > LongestTimeout)
        {
            throw new StepException(Codes.Input, $"'timeout' is {input.Timeout.TotalSeconds:0.###} s; it must be more than 0 s and at most 1 day.");
        }

        using var deadline = new CancellationTokenSource(input.Timeout, context.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var session = await OpenAsync(input, access, context, stop.Token).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                return await work(session, stop.Token).ConfigureAwait(false);
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested)
        {
            throw new StepException(
                Codes.Timeout, $"The work on the database did not finish within the timeout of {input.Timeout.TotalSeconds:0.###} s.", e)
            {
                Retryable = true,
            };
        }
    }

    private static async Task<ISqlSession> OpenAsync(
        DatabaseInput input, SessionAccess access, StepContext context, CancellationToken cancellationToken) =>
        input.Engine == SqlEngine.Sqlite
            ? await SqliteSession.OpenAsync(input, access, context, cancellationToken).ConfigureAwait(false)
            : await PostgresSession.OpenAsync(input, context, cancellationToken).ConfigureAwait(false);
}
