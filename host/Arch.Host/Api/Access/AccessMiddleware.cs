using Arch.Host.Api.Problems;
using Arch.Host.Settings;

namespace Arch.Host.Api.Access;

/// <summary>
/// Decides who may do what. Callers from this machine may do everything; others must sign in, save where the settings let them in.
/// Pages of other origins may do nothing that the settings do not allow them, whoever is at the browser.
/// </summary>
internal sealed class AccessMiddleware(RequestDelegate next, ServerSettings server)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (IsForeignPage(context.Request))
        {
            throw new ProblemException(
                StatusCodes.Status403Forbidden,
                "ARCH6105",
                $"Pages of '{context.Request.Headers.Origin}' may not call this host. An operator can allow it with 'server.origins'.");
        }

        if (context.GetEndpoint() is { } endpoint)
        {
            var operation = endpoint.Metadata.GetMetadata<Operation>();
            if (operation?.Permission != Permission.None && !Caller.IsLocal(context) && !server.IsAnonymous)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer";
                throw new ProblemException(
                    StatusCodes.Status401Unauthorized,
                    "ARCH6104",
                    "This needs a caller who has signed in. Only callers from the host's own machine need not, or all with 'server.anonymous: true'.");
            }
        }

        return next(context);
    }

    // https://cheatsheetseries.owasp.org, cross-site request forgery: a browser always says where a page that sends comes from.
    private bool IsForeignPage(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin
        && origin != $"{request.Scheme}://{request.Host}"
        && !server.Origins.Contains(origin.TrimEnd('/'), StringComparer.OrdinalIgnoreCase);
}
