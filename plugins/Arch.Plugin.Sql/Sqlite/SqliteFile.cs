using Arch.Plugin.Sql.Sessions;
using Arch.Sdk;
using Arch.Sdk.Files;
using Microsoft.Data.Sqlite;

namespace Arch.Plugin.Sql.Sqlite;

/// <summary>Finds the file of a database among those that the host opens to steps.</summary>
internal static class SqliteFile
{
    // How long one try waits for a lock; sessions try several times, and look in between whether they were cancelled.
    private const int LockSeconds = 1;

    /// <exception cref="StepException">sql_input, file_not_found, or the path may not be used.</exception>
    public static string ConnectionString(DatabaseInput input, SessionAccess access, StepContext context)
    {
        if (string.IsNullOrWhiteSpace(input.File))
        {
            throw new StepException(Codes.Input, "engine: sqlite needs 'file'.");
        }

        if (input.File.Contains(":memory:", StringComparison.OrdinalIgnoreCase))
        {
            throw new StepException(Codes.Input, "'file' is ':memory:'. Such a database would end with the step; name a file.");
        }

        if (input.Host is not null || input.User is not null || input.Password is not null || input.Database is not null)
        {
            throw new StepException(Codes.Input, "'host', 'database', 'user' and 'password' go with engine: postgres only.");
        }

        var path = context.Files.Resolve(input.File, access == SessionAccess.Read ? FileIntent.Read : FileIntent.Write);
        if (access != SessionAccess.Create && !File.Exists(path))
        {
            var remedy = access == SessionAccess.Write ? " Give 'create: true' to make it." : "";
            throw new StepException(FileFailure.NotFound, $"'{input.File}' does not exist.{remedy}");
        }

        return new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = access switch
            {
                SessionAccess.Read => SqliteOpenMode.ReadOnly,
                SessionAccess.Write => SqliteOpenMode.ReadWrite,
                _ => SqliteOpenMode.ReadWriteCreate,
            },
            ForeignKeys = true,
            Pooling = false, // a file opens in no time, and a pool would hold it after the step
            DefaultTimeout = LockSeconds,
        }.ConnectionString;
    }
}
