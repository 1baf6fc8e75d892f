using System.Net;
using Arch.Sdk;

namespace Arch.Plugin.Http;

/// <summary>Sends a request and follows redirects hop by hop, deciding at each what may go along.</summary>
internal static class RedirectLoop
{
    private const int MostRedirects = 5;

    /// <returns>The response, and the request that it answers.</returns>
    public static async Task<(HttpResponseMessage Response, RequestPlan Request)> SendAsync(
        RequestPlan request, StepContext context, bool follow, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            var response = await SendOnceAsync(request, context, cancellationToken).ConfigureAwait(false);
            if (!follow || !IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
            {
                return (response, request);
            }

            using (response)
            {
                request = Follow(request, response.StatusCode, location, redirects);
            }
        }
    }

    // A token may have been withdrawn before its time; one that was just fetched is the server's last word.
    private static async Task<HttpResponseMessage> SendOnceAsync(RequestPlan request, StepContext context, CancellationToken cancellationToken)
    {
        var token = await TokenAsync(request, null, context, cancellationToken).ConfigureAwait(false);
        var response = await SendAsync(request, token, context, cancellationToken).ConfigureAwait(false);
        if (token is null || response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        response.Dispose();
        token = await TokenAsync(request, token, context, cancellationToken).ConfigureAwait(false);
        return await SendAsync(request, token, context, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string?> TokenAsync(RequestPlan request, string? rejected, StepContext context, CancellationToken cancellationToken) =>
        request.OAuth is { } settings
            ? await TokenCache.Shared.GetAsync(settings, rejected, context, cancellationToken).ConfigureAwait(false)
            : null;

    private static async Task<HttpResponseMessage> SendAsync(RequestPlan request, string? token, StepContext context, CancellationToken cancellationToken)
    {
        using var message = request.CreateMessage(token);
        return await context.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    private static RequestPlan Follow(RequestPlan request, HttpStatusCode status, Uri location, int redirects)
    {
        if (redirects == MostRedirects)
        {
            throw new StepException("http_redirect", $"{request.Name} redirects once more after {MostRedirects} redirects.");
        }

        var target = new Uri(request.Address, location);
        if (!RequestAddress.IsHttp(target) || target.UserInfo.Length > 0)
        {
            throw new StepException(
                "http_redirect", $"{request.Name} redirects to an address that is not plain http or https ('{target.Scheme}:').");
        }

        // 303 asks for GET; 301 and 302 after POST are taken so by every client (RFC 9110, 15.4).
        var asGet = (status == HttpStatusCode.SeeOther && request.Method != HttpMethod.Head)
            || (status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found && request.Method == HttpMethod.Post);
        return request.RedirectTo(target, asGet);
    }

    private static bool IsRedirect(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
        or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
}
