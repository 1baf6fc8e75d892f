using System.Text;
using System.Text.Json.Nodes;
using Arch.Sdk;

namespace Arch.Plugin.Webhook;

/// <summary>What a receiver answered, and whether that is a delivery.</summary>
internal static class WebhookAnswer
{
    private static readonly int[] RetryableStatuses = [408, 425, 429, 500, 502, 503, 504];

    public static async Task<(string Text, bool IsTruncated)> ReadAsync(
        HttpResponseMessage response, int limit, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            // One byte more than is kept tells whether there is more.
            var buffer = new byte[limit + 1];
            var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return (Encoding.UTF8.GetString(buffer, 0, Math.Min(length, limit)), length > limit);
        }
    }

    public static StepException Failure(WebhookRequest request, HttpResponseMessage response, string body, TimeProvider time)
    {
        var status = (int)response.StatusCode;
        var (code, remedy) = status switch
        {
            410 => ("webhook_gone", "The receiver wants no more webhooks; stop sending to it"),
            >= 300 and < 400 => ("webhook_redirect", "Redirects are not followed; give the address that it leads to"),
            _ => ("webhook_status", "Expected was 2xx"),
        };
        return new StepException(code, $"{request.Name} was answered with {status} {response.ReasonPhrase}".TrimEnd() + $". {remedy}.")
        {
            Status = status,
            Retryable = RetryableStatuses.Contains(status),
            RetryAfter = RetryAfter(response, time),
            Details = new JsonObject { ["id"] = request.Id, ["status"] = status, ["body"] = body },
        };
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
