using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Arch.Sdk;

namespace Arch.Plugin.Vector.Records;

internal sealed record DeleteInput
{
    [Description("The collection; one that does not exist is empty.")]
    [Example("faq")]
    [RegularExpression(Limits.Collection)]
    public required string Collection { get; init; }

    [Description("The keys of the records, 1 to 1,000. Give this or 'filter'.")]
    [Example("[faq-17, faq-18]")]
    public IReadOnlyList<string>? Keys { get; init; }

    [Description("Which records by their metadata, as in vector.search; {} means all.")]
    [Example("{ year: { lt: 2020 } }")]
    public JsonObject? Filter { get; init; }
}
