using System.ComponentModel;
using System.Text.Json.Nodes;
using Arch.Sdk;

namespace Arch.Plugin.Vector.Records;

internal sealed record RecordInput
{
    [Description("What names the record in its collection, 1 to 512 characters. A record with this key that is there already is replaced.")]
    [Example("faq-17")]
    public required string Key { get; init; }

    [Description("The text, at most 100,000 characters. Without a vector, the host's embedder makes one of it.")]
    [Example("Refunds are paid within 14 days.")]
    public string? Text { get; init; }

    [Description("The vector, 1 to 4096 numbers; all of one collection have as many.")]
    public IReadOnlyList<float>? Vector { get; init; }

    [Description("What is known about the record. Filters compare its members.")]
    [Example("{ language: en, year: 2026 }")]
    public JsonObject? Metadata { get; init; }
}
