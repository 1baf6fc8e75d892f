using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugin.Redis.Commands;

/// <summary>
/// Commands that no step may send: those that wait, and with it hold up the connection that all steps share; those that change
/// what the connection is; and those that run or watch the server.
/// </summary>
internal static class RefusedCommands
{
    private static readonly HashSet<string> Blocking = new(StringComparer.OrdinalIgnoreCase)
    {
        "BLPOP", "BRPOP", "BRPOPLPUSH", "BLMOVE", "BLMPOP", "BZPOPMIN", "BZPOPMAX", "BZMPOP", "WAIT", "WAITAOF",
    };

    private static readonly HashSet<string> OfTheConnection = new(StringComparer.OrdinalIgnoreCase)
    {
        "AUTH", "HELLO", "SELECT", "RESET", "QUIT", "CLIENT", "ASKING", "READONLY", "READWRITE", "MULTI", "EXEC", "DISCARD", "WATCH", "UNWATCH",
        "SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE", "UNSUBSCRIBE", "PUNSUBSCRIBE", "SUNSUBSCRIBE", "MONITOR",
    };

    private static readonly HashSet<string> OfTheServer = new(StringComparer.OrdinalIgnoreCase)
    {
        "ACL", "BGREWRITEAOF", "BGSAVE", "CLUSTER", "CONFIG", "DEBUG", "FAILOVER", "FLUSHALL", "FLUSHDB", "FUNCTION", "KEYS", "LASTSAVE",
        "LATENCY", "MIGRATE", "MODULE", "PFDEBUG", "PFSELFTEST", "PSYNC", "REPLCONF", "REPLICAOF", "ROLE", "SAVE", "SCRIPT", "SENTINEL",
        "SHUTDOWN", "SLAVEOF", "SLOWLOG", "SWAPDB", "SYNC",
    };

    /// <exception cref="StepException">redis_refused_command.</exception>
    public static void Check(string command, IReadOnlyList<JsonElement> arguments)
    {
        var reason = command switch
        {
            _ when Blocking.Contains(command) || WaitsForStream(command, arguments) => "it waits, and all steps share the connection",
            _ when OfTheConnection.Contains(command) => "it changes the connection, which all steps share",
            _ when OfTheServer.Contains(command) => "it runs, watches or stops the server",
            _ => null,
        };
        if (reason is not null)
        {
            throw new StepException(Codes.Refused, $"The command '{command.ToUpperInvariant()}' is refused: {reason}.");
        }
    }

    private static bool WaitsForStream(string command, IReadOnlyList<JsonElement> arguments) =>
        command.StartsWith("XREAD", StringComparison.OrdinalIgnoreCase)
        && arguments.Any(argument => argument.ValueKind == JsonValueKind.String
            && string.Equals(argument.GetString(), "BLOCK", StringComparison.OrdinalIgnoreCase));
}
