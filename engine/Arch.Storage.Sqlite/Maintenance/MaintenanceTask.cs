using Arch.Storage.Sqlite.Connections;
using SQLitePCL;

namespace Arch.Storage.Sqlite.Maintenance;

/// <summary>Does maintenance apart from the caller's thread, and says what went wrong as the store does.</summary>
internal static class MaintenanceTask
{
    /// <summary>How long maintenance waits for hosts that write.</summary>
    public static readonly TimeSpan LockTimeout = TimeSpan.FromMinutes(1);

    public static Task<T> RunAsync<T>(string file, Func<T> work, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            try
            {
                return work();
            }
            catch (SqliteFailure failure) when (IsInterrupted(failure) && cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
            catch (SqliteFailure failure)
            {
                throw StoreFailure.Of(failure, file).ToException();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw StoreFailure.OfFile(file, exception);
            }
        },
        cancellationToken);

    public static bool IsInterrupted(SqliteFailure failure) => failure.PrimaryCode == raw.SQLITE_INTERRUPT;
}
