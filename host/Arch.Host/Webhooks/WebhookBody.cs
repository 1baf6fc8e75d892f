using System.Text;
using System.Text.Json;
using Arch.Expressions.Values;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Arch.Host.Webhooks;

/// <summary>Reads the body of a request as data of a workflow.</summary>
internal static class WebhookBody
{
    private const int MostFields = 1_000;

    /// <summary>Reads a body: JSON, fields of a form, text, and base 64 of everything else.</summary>
    /// <exception cref="FormatException">It is not what its type says.</exception>
    public static async Task<Value> ReadAsync(string? contentType, ReadOnlyMemory<byte> body, CancellationToken stop)
    {
        if (body.IsEmpty)
        {
            return Value.Null;
        }

        if (!MediaTypeHeaderValue.TryParse(contentType, out var type))
        {
            // What says nothing of itself is JSON more often than not.
            return TryJson(body) ?? Text(body) ?? Base64(body);
        }

        var media = type.MediaType.Value ?? "";
        return media.EndsWith("json", StringComparison.OrdinalIgnoreCase) ? TryJson(body) ?? throw new FormatException("The body is no JSON.")
            : media.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) ? await FormAsync(body, stop)
            : media.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) ? await PartsAsync(type, body, stop)
            : media.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || media.EndsWith("xml", StringComparison.OrdinalIgnoreCase) ? Text(body) ?? Base64(body)
            : Base64(body);
    }

    /// <summary>Gives the fields of a query or form: a text each, a list where there are several of a name.</summary>
    public static Value Fields(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> fields) => Value.From(ValueObject.Of(
        new OrderedDictionary<string, Value>(
            fields.Select(field => KeyValuePair.Create(
                field.Key,
                field.Value.Count == 1 ? Value.From(field.Value[0]) : Value.From(ValueArray.Of([.. field.Value.Select(one => Value.From(one))])))),
            StringComparer.Ordinal)));

    private static Value? TryJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            return ValueJson.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Value? Text(ReadOnlyMemory<byte> body)
    {
        try
        {
            return Value.From(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body.Span));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Value Base64(ReadOnlyMemory<byte> body) => Value.From(Convert.ToBase64String(body.Span));

    private static async Task<Value> FormAsync(ReadOnlyMemory<byte> body, CancellationToken stop)
    {
        using var stream = new MemoryStream(body.ToArray(), writable: false);
        using var reader = new FormReader(stream) { ValueCountLimit = MostFields };
        try
        {
            return Fields(await reader.ReadFormAsync(stop));
        }
        catch (InvalidDataException exception)
        {
            throw new FormatException($"The form cannot be read: {exception.Message}", exception);
        }
    }

    private static async Task<Value> PartsAsync(MediaTypeHeaderValue type, ReadOnlyMemory<byte> body, CancellationToken stop)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
        {
            throw new FormatException("The type of the body names no boundary of its parts.");
        }

        var fields = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        try
        {
            using var stream = new MemoryStream(body.ToArray(), writable: false);
            var reader = new MultipartReader(boundary, stream);
            while (await reader.ReadNextSectionAsync(stop) is { } section)
            {
                if (fields.Count >= MostFields)
                {
                    throw new FormatException($"The form has more than {MostFields} parts.");
                }

                using var content = new MemoryStream();
                await section.Body.CopyToAsync(content, stop);
                var disposition = section.GetContentDispositionHeader();
                var name = HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).Value ?? "";
                var file = HeaderUtilities.RemoveQuotes(disposition?.FileName ?? default).Value;
                fields[name] = file is null
                    ? Text(content.ToArray()) ?? Base64(content.ToArray())
                    : Value.From(ValueObject.Of(
                        ("name", Value.From(Path.GetFileName(file))),
                        ("type", Value.From(section.ContentType)),
                        ("size", Value.From(content.Length)),
                        ("base64", Base64(content.ToArray()))));
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new FormatException($"The parts of the body cannot be read: {exception.Message}", exception);
        }

        return Value.From(ValueObject.Of(fields));
    }
}
