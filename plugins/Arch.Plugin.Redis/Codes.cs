namespace Arch.Plugin.Redis;

/// <summary>The codes of the plugin's failures.</summary>
internal static class Codes
{
    public const string Input = "redis_input";
    public const string Refused = "redis_refused_command";
    public const string NotText = "redis_not_text";
    public const string TooLarge = "redis_too_large";
    public const string Timeout = "redis_timeout";
    public const string Connection = "redis_connection";
    public const string Tls = "redis_tls";
    public const string LoginFailed = "redis_login_failed";
    public const string PermissionDenied = "redis_permission_denied";
    public const string WrongType = "redis_wrong_type";
    public const string UnknownCommand = "redis_unknown_command";
    public const string OutOfMemory = "redis_out_of_memory";
    public const string ReadOnly = "redis_read_only";
    public const string Unavailable = "redis_unavailable";
    public const string Cluster = "redis_cluster";
    public const string Other = "redis_error";
}
