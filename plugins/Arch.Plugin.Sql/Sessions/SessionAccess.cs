namespace Arch.Plugin.Sql.Sessions;

/// <summary>What a step is about to do with a database.</summary>
internal enum SessionAccess
{
    Read,
    Write,

    /// <summary>Write, and make the file of the database when there is none.</summary>
    Create,
}
