using System.Security.Authentication;
using Arch.Sdk;
using StackExchange.Redis;

namespace Arch.Plugin.Redis.Connecting;

/// <summary>Turns what the server and the library report into failures that workflows can tell apart.</summary>
internal static class RedisFailures
{
    public static bool Is(Exception e) => e is RedisException or TimeoutException or ObjectDisposedException;

    public static StepException Describe(Exception e, string command) => e switch
    {
        RedisServerException server => FromServer(server, command),
        RedisTimeoutException or TimeoutException =>
            new StepException(Codes.Timeout, $"'{command}' was not answered in time.", e) { Retryable = true },
        RedisConnectionException or ObjectDisposedException =>
            new StepException(Codes.Connection, $"'{command}': the connection to the server was lost.", e) { Retryable = true },
        _ => new StepException(Codes.Other, $"'{command}' failed: {e.Message}", e),
    };

    public static StepException Connecting(Exception e, ServerSettings settings)
    {
        var causes = Causes(e).ToList();
        if (causes.OfType<AuthenticationException>().FirstOrDefault() is { } tls)
        {
            return new StepException(Codes.Tls, $"{settings.Name} showed no certificate that can be trusted: {tls.Message}", e);
        }

        var isLogin = causes.OfType<RedisConnectionException>().Any(cause => cause.FailureType == ConnectionFailureType.AuthenticationFailure)
            || causes.OfType<RedisServerException>().Any(cause => cause.Kind is RedisErrorKind.WrongPass or RedisErrorKind.NoAuth)
            || causes.Exists(cause => cause.Message.Contains("WRONGPASS", StringComparison.Ordinal) || cause.Message.Contains("NOAUTH", StringComparison.Ordinal));
        return isLogin
            ? new StepException(Codes.LoginFailed, $"{settings.Name} refuses the user or the password.", e)
            : new StepException(Codes.Connection, $"{settings.Name} could not be connected to.", e) { Retryable = true };
    }

    private static IEnumerable<Exception> Causes(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private static StepException FromServer(RedisServerException e, string command)
    {
        var (code, isRetryable) = e.Kind switch
        {
            RedisErrorKind.WrongType => (Codes.WrongType, false),
            RedisErrorKind.NoPermission => (Codes.PermissionDenied, false),
            RedisErrorKind.NoAuth or RedisErrorKind.WrongPass => (Codes.LoginFailed, false),
            RedisErrorKind.UnknownCommand => (Codes.UnknownCommand, false),
            RedisErrorKind.OutOfMemory => (Codes.OutOfMemory, true),
            RedisErrorKind.ReadOnly => (Codes.ReadOnly, true),
            RedisErrorKind.Loading or RedisErrorKind.Busy or RedisErrorKind.TryAgain or RedisErrorKind.ClusterDown
                or RedisErrorKind.MasterDown or RedisErrorKind.NoReplicas or RedisErrorKind.MaxClients => (Codes.Unavailable, true),
            RedisErrorKind.Moved or RedisErrorKind.Ask or RedisErrorKind.CrossSlot => (Codes.Cluster, false),
            _ => (Codes.Other, false),
        };
        return new StepException(code, $"'{command}': {e.Message.TrimEnd('.')}.", e) { Retryable = isRetryable };
    }
}
