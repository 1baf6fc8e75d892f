using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugin.Http;

internal sealed record HttpRequestInput : ServerInput
{
    [Description("The method.")]
    [AllowedValues("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")]
    public string Method { get; init; } = "GET";

    [Description("A body that is sent as JSON. Give at most one of json, form, body and body_base64.")]
    public JsonElement? Json { get; init; }

    [Description("A body that is sent as the fields of a form (application/x-www-form-urlencoded).")]
    public IReadOnlyDictionary<string, JsonElement>? Form { get; init; }

    [Description("A body of text, sent as UTF-8.")]
    public string? Body { get; init; }

    [Description("A body of bytes, as base64.")]
    public byte[]? BodyBase64 { get; init; }

    [Description("The body's media type, in place of the one that its kind has.")]
    [Example("application/vnd.api+json")]
    public string? ContentType { get; init; }

    [Description("How the response's body is given. 'auto' goes by its media type: JSON, text, or else base64.")]
    public ResponseForm Response { get; init; } = ResponseForm.Auto;

    [Description("The file that the body is saved to, whole or not at all. Implies response: file.")]
    [Example("downloads/report.pdf")]
    public string? SaveTo { get; init; }

    [Description("The most bytes of a body, after it is decompressed. A longer one is a failure.")]
    [Range(1, 1_099_511_627_776)]
    public long MaxResponse { get; init; } = 10 * 1024 * 1024;

    [Description("The most time for all of it, redirects and body included.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    [Description("Whether up to 5 redirects are followed. Headers other than Accept and User-Agent do not go to another origin.")]
    public bool FollowRedirects { get; init; } = true;

    [Description("The statuses that are no failure: a code, a class such as 2xx, or a list of these. 2xx unless given.")]
    [Example("[2xx, 404]")]
    public JsonElement? Expect { get; init; }
}
