using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arch.Sdk;

namespace Arch.Plugin.Http;

/// <summary>In which form a body is wanted.</summary>
/// <param name="Form">The form.</param>
/// <param name="MaxBytes">The most bytes.</param>
/// <param name="SaveTo">The file as the workflow wrote it, where it goes into one.</param>
internal sealed record ResponseWish(ResponseForm Form, long MaxBytes, string? SaveTo = null);

/// <summary>Turns one response into outputs or a failure.</summary>
internal sealed class ResponseReader(
    RequestPlan request, HttpResponseMessage response, ResponseWish wish, StepContext context)
{
    private const int MostErrorBytes = 4096;

    private static readonly int[] RetryableStatuses = [408, 425, 429, 500, 502, 503, 504];

    /// <exception cref="StepException">http_too_large or http_body.</exception>
    public async Task<HttpRequestOutput> ReadAsync(string? saveTo, CancellationToken cancellationToken, bool tellProgress = true)
    {
        var output = new HttpRequestOutput
        {
            Status = (int)response.StatusCode,
            Reason = response.ReasonPhrase ?? "",
            Headers = Headers(),
            Size = 0,
            Url = request.Address.AbsoluteUri,
        };
        var body = new ResponseBody(request, response.Content, wish.MaxBytes, wish.SaveTo, context, tellProgress);
        if (saveTo is not null)
        {
            var size = await body.SaveAsync(saveTo, cancellationToken).ConfigureAwait(false);
            return output with { File = context.Files.Display(saveTo), Size = size };
        }

        var bytes = await body.ReadAsync(cancellationToken).ConfigureAwait(false);
        return output with { Body = bytes.Length == 0 ? null : Convert(bytes), Size = bytes.Length };
    }

    /// <summary>Makes the failure of a status that is not expected, with the beginning of the body.</summary>
    public async Task<StepException> FailAsync(ExpectedStatus expected, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var bytes = await ResponseBody.ReadStartAsync(response.Content, MostErrorBytes, cancellationToken).ConfigureAwait(false);
        var media = response.Content.Headers.ContentType?.MediaType;
        return new StepException(
            "http_status",
            $"{request.Name} answered {status} {response.ReasonPhrase}".TrimEnd() + $"; expected was {expected}.")
        {
            Status = status,
            Retryable = IsRetryable(status),
            RetryAfter = RetryAfter(),
            Details = new JsonObject
            {
                ["status"] = status,
                ["url"] = request.Address.GetLeftPart(UriPartial.Path),
                ["body"] = MediaTypes.IsText(media) || MediaTypes.IsJson(media) ? Text(bytes) : null,
            },
        };
    }

    public static bool IsRetryable(int status) => RetryableStatuses.Contains(status);

    private TimeSpan? RetryAfter()
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date is { } date ? date - context.Time.GetUtcNow() : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private SortedDictionary<string, string> Headers()
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
#pragma warning disable CA1308 // Header names are written in lower case since HTTP/2
            headers[name.ToLowerInvariant()] = string.Join(", ", values);
#pragma warning restore CA1308
        }

        return headers;
    }

    private JsonElement Convert(byte[] bytes)
    {
        var media = response.Content.Headers.ContentType?.MediaType;
        return wish.Form switch
        {
            ResponseForm.Json => TryParse(bytes, out var problem) ?? throw NotJson(problem),
            ResponseForm.Text => JsonSerializer.SerializeToElement(Text(bytes)),
            ResponseForm.Auto when MediaTypes.IsJson(media) && TryParse(bytes, out _) is { } json => json,
            ResponseForm.Auto when MediaTypes.IsText(media) || MediaTypes.IsJson(media) => JsonSerializer.SerializeToElement(Text(bytes)),
            _ => JsonSerializer.SerializeToElement(bytes),
        };
    }

    private StepException NotJson(JsonException? cause) => new(
        "http_body", $"{request.Name} answered with a body that is not JSON, but response is 'json': {cause?.Message}", cause);

    private static JsonElement? TryParse(byte[] bytes, out JsonException? problem)
    {
        problem = null;
        try
        {
            return JsonElement.Parse(bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsSpan(3) : bytes);
        }
        catch (JsonException e)
        {
            problem = e;
            return null;
        }
    }

    private string Text(byte[] bytes)
    {
        var encoding = Encoding.UTF8;
        if (response.Content.Headers.ContentType?.CharSet is { } name)
        {
            try
            {
                encoding = Encoding.GetEncoding(name.Trim('"'));
            }
            catch (ArgumentException)
            {
                encoding = Encoding.UTF8; // an unknown name; UTF-8 shows at least what is ASCII
            }
        }

        using var reader = new StreamReader(new MemoryStream(bytes), encoding);
        return reader.ReadToEnd();
    }
}
