using System.ComponentModel;
using System.Text.Json;

namespace Arch.Plugin.Data.Xml;

internal sealed record XmlParseOutput
{
    [Description("The name of the root element.")]
    public required string Root { get; init; }

    [Description("What the root element holds. An element is its text, or an object: attributes as '@name', elements by name, repeated ones as an array, text beside them as '#text'.")]
    public required JsonElement Value { get; init; }
}
