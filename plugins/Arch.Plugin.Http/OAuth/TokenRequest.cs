using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugin.Http;

/// <summary>Fetches a token with the client credentials grant (RFC 6749, 4.4).</summary>
internal static class TokenRequest
{
    private const int MostBytes = 64 * 1024;
    private const int MostOfADescription = 200;

    private static readonly TimeSpan LongestMargin = TimeSpan.FromMinutes(1);

    // A server need not say how long a token is good for; one that was good for less is renewed at the first 401.
    private static readonly TimeSpan LifeUnlessGiven = TimeSpan.FromMinutes(5);

    // RFC 6749, 5.2. Others are of no use to whoever compares codes.
    private static readonly string[] Errors =
        ["invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope"];

    public static async Task<AccessToken> SendAsync(ClientCredentials settings, StepContext context, CancellationToken cancellationToken)
    {
        var address = Address(settings.TokenUrl);
        var name = $"The token request to '{address.GetLeftPart(UriPartial.Path)}'";
        using var request = Message(address, settings);
        try
        {
            using var response = await context.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
            var bytes = await ResponseBody.ReadStartAsync(response.Content, MostBytes, cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? Token(name, bytes, context.Time.GetUtcNow())
                : throw Failure(name, response, bytes);
        }
        catch (Exception e) when (e is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
        {
            throw HttpFailures.Connection(name, e);
        }
    }

    private static Uri Address(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !RequestAddress.IsHttp(address) || address.UserInfo.Length > 0
            || (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback))
        {
            throw HttpFailures.Input($"The token_url '{RequestAddress.Shorten(url)}' is not an absolute https address (or http on this machine).");
        }

        return address;
    }

    private static HttpRequestMessage Message(Uri address, ClientCredentials settings)
    {
        var fields = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        if (settings.Scopes.Count > 0)
        {
            fields["scope"] = string.Join(' ', settings.Scopes);
        }

        if (settings.Audience is { } audience)
        {
            fields["audience"] = audience;
        }

        if (settings.Method == ClientAuthentication.ClientSecretPost)
        {
            fields["client_id"] = settings.ClientId;
            fields["client_secret"] = settings.ClientSecret;
        }

        var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) };
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("Arch", null));
        if (settings.Method == ClientAuthentication.ClientSecretBasic)
        {
            // Encoded as form fields first (RFC 6749, 2.3.1), so that a colon in the id parts nothing.
            var pair = $"{RequestBody.Encode(settings.ClientId)}:{RequestBody.Encode(settings.ClientSecret)}";
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }

        return message;
    }

    private static AccessToken Token(string name, byte[] bytes, DateTimeOffset now)
    {
        var answer = Parse(bytes);
        if (Text(answer, "access_token") is not { Length: > 0 } token || token.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new StepException("oauth_response", $"{name} was answered without an 'access_token' that can be sent.");
        }

        if (Text(answer, "token_type") is { } type && !type.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            throw new StepException("oauth_response", $"{name} was answered with a token of the type '{type}'; only 'Bearer' can be sent.");
        }

        var life = Seconds(answer) ?? LifeUnlessGiven;
        var margin = life / 10 < LongestMargin ? life / 10 : LongestMargin;
        return new AccessToken(token, now + life - margin);
    }

    private static StepException Failure(string name, HttpResponseMessage response, byte[] bytes)
    {
        var status = (int)response.StatusCode;
        var answer = Parse(bytes);
        if (Text(answer, "error") is { } error)
        {
            var isKnown = Errors.Contains(error, StringComparer.Ordinal);
            var description = Text(answer, "error_description") is { Length: > 0 } words
                ? $": {words[..Math.Min(words.Length, MostOfADescription)].TrimEnd('.')}"
                : "";
            return new StepException(
                isKnown ? $"oauth_{error}" : "oauth_error", $"{name} was refused with '{error[..Math.Min(error.Length, 60)]}'{description}.")
            {
                Status = status,
                Retryable = !isKnown && ResponseReader.IsRetryable(status),
            };
        }

        return new StepException("oauth_response", $"{name} was answered {status} {response.ReasonPhrase}".TrimEnd() + "; expected was a token.")
        {
            Status = status,
            Retryable = ResponseReader.IsRetryable(status),
        };
    }

    private static JsonElement Parse(byte[] bytes)
    {
        try
        {
            return JsonElement.Parse(bytes);
        }
        catch (JsonException)
        {
            return default; // whoever looks for a member finds none, and says so
        }
    }

    private static string? Text(JsonElement answer, string member) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    // A number by the standard; some servers write it as text.
    private static TimeSpan? Seconds(JsonElement answer)
    {
        if (!answer.TryGetProperty("expires_in", out var value))
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        return double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= int.MaxValue
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }
}
