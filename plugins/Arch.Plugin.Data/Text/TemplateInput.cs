using System.ComponentModel;
using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugin.Data.Text;

internal sealed record TemplateInput
{
    [Description("The template. '{{path}}' is a value, '{{#path}}…{{/path}}' a part for each element or for a value that is there, '{{^path}}…{{/path}}' a part for nothing, '{{! …}}' a remark. Give this or 'template_file'.")]
    [Example("\"Dear {{customer.name}},{{#lines}} {{count}} x {{title}}{{/lines}}\"")]
    public string? Template { get; init; }

    [Description("The file to read the template from.")]
    public string? TemplateFile { get; init; }

    [Description("What the paths lead into, an object.")]
    public required JsonElement Data { get; init; }

    [Description("How values are written: as they are, or safe within HTML. '{{{path}}}' is always as it is.")]
    public TemplateEscape Escape { get; init; } = TemplateEscape.None;

    [Description("Whether a path that leads nowhere is an error. Otherwise it is an empty text.")]
    public bool Strict { get; init; } = true;

    [Description("The file to write. Unless given, the text is an output.")]
    [Example("out/letter.txt")]
    public string? File { get; init; }
}
