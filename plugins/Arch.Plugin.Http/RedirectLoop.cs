using System.Net;
using Arch.Sdk;

namespace Arch.Plugin.Http;

/// <summary>Sends a request and follows redirects hop by hop, deciding at each what may go along.</summary>
internal static class RedirectLoop
{
    private const int MostRedirects = 5;

    public static async Task<HttpResponseMessage> SendAsync(
        RequestPlan request, HttpClient client, bool follow, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var message = request.CreateMessage();
            var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
            if (!follow || !IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
            {
                return response;
            }

            using (response)
            {
                request = Follow(request, response.StatusCode, location, redirects);
            }
        }
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
