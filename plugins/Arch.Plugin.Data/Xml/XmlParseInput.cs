using System.ComponentModel;
using Arch.Sdk;

namespace Arch.Plugin.Data.Xml;

internal sealed record XmlParseInput
{
    [Description("The XML text. Give this or 'file'.")]
    public string? Text { get; init; }

    [Description("The file to read, at most 64 MiB.")]
    [Example("data/feed.xml")]
    public string? File { get; init; }

    [Description("Elements that become an array even when there is one alone.")]
    [Example("[item, entry]")]
    public IReadOnlyList<string> Arrays { get; init; } = [];

    [Description("Whether names keep their prefix, as in 'atom:link'. Otherwise only the part after it counts.")]
    public bool KeepPrefixes { get; init; }
}
