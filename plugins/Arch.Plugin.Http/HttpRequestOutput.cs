using System.ComponentModel;
using System.Text.Json;

namespace Arch.Plugin.Http;

internal sealed record HttpRequestOutput
{
    [Description("The status code.")]
    public required int Status { get; init; }

    [Description("The status in words; empty when the server gave none.")]
    public required string Reason { get; init; }

    [Description("The headers by name in lower case; several of one name are joined by a comma.")]
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    [Description("The body in the form that was asked for; null when it is empty or was saved to a file.")]
    public JsonElement? Body { get; init; }

    [Description("The file that the body was saved to; null when it was not.")]
    public string? File { get; init; }

    [Description("The bytes of the body, after it was decompressed.")]
    public required long Size { get; init; }

    [Description("The address that answered, after redirects.")]
    public required string Url { get; init; }
}
