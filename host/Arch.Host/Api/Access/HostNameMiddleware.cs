using System.Net;
using Arch.Host.Api.Problems;
using Arch.Host.Settings;

namespace Arch.Host.Api.Access;

/// <summary>
/// Answers only to names that are the host's, so that a page whose name an attacker has pointed to this machine gets nothing (DNS
/// rebinding).
/// </summary>
internal sealed class HostNameMiddleware(RequestDelegate next, ServerSettings server)
{
    private readonly HashSet<string> _names = [.. server.Hosts.Append("localhost").Append(Dns.GetHostName())];

    public Task InvokeAsync(HttpContext context)
    {
        var name = context.Request.Host.Host;
        if (!IPAddress.TryParse(name.Trim('[', ']'), out _) && !_names.Contains(name, StringComparer.OrdinalIgnoreCase) && !_names.Contains("*"))
        {
            throw new ProblemException(
                StatusCodes.Status421MisdirectedRequest,
                "ARCH6106",
                $"This host is not called '{name}'. Its names are those of the machine and of 'server.hosts'.");
        }

        return next(context);
    }
}
