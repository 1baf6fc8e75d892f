using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Arch.Plugin.Http;

/// <summary>The body of a request; makes the same content for every hop.</summary>
internal sealed class RequestBody
{
    private readonly Func<HttpContent> _create;

    public RequestBody(Func<HttpContent> create) => _create = create;

    private RequestBody(byte[] bytes, MediaTypeHeaderValue type)
        : this(() => new ByteArrayContent(bytes) { Headers = { ContentType = type } })
    {
    }

    /// <exception cref="Sdk.StepException">http_input: more than one body, or a media type that is none.</exception>
    public static RequestBody? Create(HttpRequestInput input)
    {
        var bodies = new List<(byte[] Bytes, string Type)>(1);
        if (input.Json is { } json)
        {
            bodies.Add((JsonSerializer.SerializeToUtf8Bytes(json), "application/json"));
        }

        if (input.Form is { } form)
        {
            var fields = FormFields.Flatten("form", form).Select(field => $"{Encode(field.Key)}={Encode(field.Value)}");
            bodies.Add((Encoding.UTF8.GetBytes(string.Join('&', fields)), "application/x-www-form-urlencoded"));
        }

        if (input.Body is { } text)
        {
            bodies.Add((Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8"));
        }

        if (input.BodyBase64 is { } bytes)
        {
            bodies.Add((bytes, "application/octet-stream"));
        }

        return bodies switch
        {
            [] => null,
            [var body] => new RequestBody(body.Bytes, MediaType(input.ContentType ?? body.Type)),
            _ => throw HttpFailures.Input("There is more than one of 'json', 'form', 'body' and 'body_base64'; give one."),
        };
    }

    public HttpContent CreateContent() => _create();

    public static string Encode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    public static MediaTypeHeaderValue MediaType(string text) => MediaTypeHeaderValue.TryParse(text, out var type)
        ? type
        : throw HttpFailures.Input($"The content_type '{text}' is not a media type such as 'application/json'.");
}
