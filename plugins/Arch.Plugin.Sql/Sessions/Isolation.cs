namespace Arch.Plugin.Sql.Sessions;

/// <summary>How far transactions are kept from each other.</summary>
internal enum Isolation
{
    ReadCommitted,
    RepeatableRead,
    Serializable,
}
