using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Sdk;

namespace Arch.Plugin.Vector.Records;

internal sealed record UpsertInput
{
    [Description("The collection. Its first record makes it.")]
    [Example("faq")]
    [RegularExpression(Limits.Collection)]
    public required string Collection { get; init; }

    [Description("One record. Give this or 'records'.")]
    public RecordInput? Record { get; init; }

    [Description("Records, 1 to 1,000; all are put in, or none.")]
    public IReadOnlyList<RecordInput>? Records { get; init; }
}
