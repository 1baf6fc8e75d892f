namespace Arch.Plugin.Sql.Loading;

/// <summary>What happens to a row whose key is in the table already.</summary>
internal enum OnConflict
{
    Fail,
    Skip,
    Replace,
}
