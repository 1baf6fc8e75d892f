using System.Net;

namespace Arch.Host.Api.Access;

/// <summary>Who calls.</summary>
internal static class Caller
{
    /// <summary>Gets the name that journals keep.</summary>
    public static string Name(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : IsLocal(context) ? "local" : "anonymous";

    /// <summary>
    /// Tells whether the call comes from this machine itself. A proxy on it speaks for others, and says so in a header.
    /// </summary>
    public static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("Forwarded")
        && !context.Request.Headers.ContainsKey("X-Forwarded-For");
}
