using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arch.Sdk;

namespace Arch.Plugin.Ai.Connecting;

/// <summary>The failures of a request in the plugin's own codes.</summary>
internal static class AiFailures
{
    private const int MaxMessage = 1_000;

    public static StepException Input(string message) => new("ai_input", message);

    public static StepException Timeout(EndpointInput input) => new(
        "ai_timeout", $"The model '{input.Model}' gave no whole answer within {input.Timeout}. Raise 'timeout', or ask for less.")
    {
        Retryable = true,
    };

    public static StepException Budget(EndpointInput input, long used) => new(
        "ai_token_budget", $"{used} tokens are used; 'max_total_tokens' allows {input.MaxTotalTokens}, so no further request was sent.")
    {
        Details = new JsonObject { ["total_tokens"] = used },
    };

    public static StepException Answer(EndpointInput input, string what, Exception? cause = null) => new(
        "ai_protocol", $"The model '{input.Model}' answered in a way that is not understood: {what.TrimEnd('.')}.", cause);

    /// <summary>Describes what a client threw; the server's words are kept, the key never.</summary>
    public static StepException Describe(Exception e, EndpointInput input, TimeProvider time)
    {
        // The guard of the network says best what to grant.
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is StepException known)
            {
                return known;
            }
        }

        return e is ClientResultException { Status: > 0 } refused
            ? OfStatus(refused, input, time)
            : e is JsonException or FormatException or InvalidOperationException or ArgumentException or NotSupportedException
                ? Answer(input, WithoutKey(e.Message, input), e)
                : new StepException("ai_connection", $"The model '{input.Model}' was not reached: {WithoutKey(e.Message, input).TrimEnd('.')}.", e)
                {
                    Retryable = true,
                };
    }

    private static StepException OfStatus(ClientResultException e, EndpointInput input, TimeProvider time)
    {
        var response = e.GetRawResponse();
        var (kind, text) = Read(response);
        text = WithoutKey(text ?? e.Message, input);
        var (code, retryable) = CodeOf(e.Status, kind, text);
        var details = new JsonObject { ["status"] = e.Status };
        if (kind is not null)
        {
            details["server_code"] = WithoutKey(kind, input);
        }

        return new StepException(code, $"The model '{input.Model}' refused the request with status {e.Status}: {text.TrimEnd('.')}.")
        {
            Status = e.Status,
            Retryable = retryable,
            RetryAfter = retryable ? WaitOf(response, time) : null,
            Details = details,
        };
    }

    private static (string Code, bool Retryable) CodeOf(int status, string? kind, string text) => (status, kind) switch
    {
        (_, "insufficient_quota") => ("ai_quota", false),
        (_, "context_length_exceeded") => ("ai_context_length", false),
        (_, "content_filter" or "content_policy_violation") => ("ai_content_filter", false),
        (400 or 413, _) when text.Contains("context length", StringComparison.OrdinalIgnoreCase) => ("ai_context_length", false),
        (401 or 403, _) => ("ai_access", false),
        (404, _) => ("ai_not_found", false),
        (408, _) => ("ai_timeout", true),
        (409 or 425, _) => ("ai_overloaded", true),
        (429, _) => ("ai_rate_limited", true),
        ( >= 500, _) => ("ai_overloaded", status != 501),
        _ => ("ai_bad_request", false),
    };

    private static (string? Kind, string? Text) Read(PipelineResponse? response)
    {
        string? body = null;
        try
        {
            body = response?.Content.ToString();
            var error = JsonNode.Parse(body ?? "")?["error"];
            if (error is JsonValue)
            {
                return (null, Short(error.ToString()));
            }

            var kind = error?["code"] ?? error?["type"];
            return (kind?.ToString(), error?["message"] is { } message ? Short(message.ToString()) : null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, string.IsNullOrWhiteSpace(body) ? null : Short(body)); // a gateway in between answered
        }
    }

    private static string Short(string text) => text.Length <= MaxMessage ? text.Trim() : text[..MaxMessage].Trim() + "…";

    private static TimeSpan? WaitOf(PipelineResponse? response, TimeProvider time)
    {
        if (response is null || !response.Headers.TryGetValue("Retry-After", out var value))
        {
            return null;
        }

        if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(Math.Min(seconds, 86_400));
        }

        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            && at - time.GetUtcNow() is { Ticks: > 0 } wait
            ? wait
            : null;
    }

    private static string WithoutKey(string text, EndpointInput input) =>
        string.IsNullOrEmpty(input.ApiKey) ? text : text.Replace(input.ApiKey, "***", StringComparison.Ordinal);
}
