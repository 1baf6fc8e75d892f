using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugin.Http;

internal sealed record UploadFile
{
    [Description("The name of the field.")]
    [Example("attachment")]
    public required string Name { get; init; }

    [Description("The file.")]
    [Example("out/report.pdf")]
    public required string Path { get; init; }

    [Description("The name that the server is told. That of the file unless given.")]
    public string? FileName { get; init; }

    [Description("Its media type.")]
    public string ContentType { get; init; } = "application/octet-stream";
}

internal sealed record UploadInput : ServerInput
{
    [Description("The method.")]
    [AllowedValues("POST", "PUT", "PATCH")]
    public string Method { get; init; } = "POST";

    [Description("The file that is the body. Give this, or 'files' with or without 'fields'.")]
    [Example("out/report.pdf")]
    public string? File { get; init; }

    [Description("The media type of 'file'.")]
    public string ContentType { get; init; } = "application/octet-stream";

    [Description("Files that are sent as parts of a form (multipart/form-data).")]
    [Length(0, 1000)]
    public IReadOnlyList<UploadFile> Files { get; init; } = [];

    [Description("Fields that are sent before the files of a form. A list repeats its field.")]
    [Example("{ title: Report }")]
    public IReadOnlyDictionary<string, JsonElement> Fields { get; init; } = new Dictionary<string, JsonElement>();

    [Description("The most bytes of all files.")]
    [Range(1, 1_099_511_627_776)]
    public long MaxSize { get; init; } = 1024L * 1024 * 1024;

    [Description("How the response's body is given. 'auto' goes by its media type: JSON, text, or else base64.")]
    public ResponseForm Response { get; init; } = ResponseForm.Auto;

    [Description("The most bytes of the response's body.")]
    [Range(1, 1_073_741_824)]
    public long MaxResponse { get; init; } = 10 * 1024 * 1024;

    [Description("The most time for all of it.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    [Description("The statuses that are no failure: a code, a class such as 2xx, or a list of these. 2xx unless given.")]
    [Example("[2xx, 409]")]
    public JsonElement? Expect { get; init; }
}
