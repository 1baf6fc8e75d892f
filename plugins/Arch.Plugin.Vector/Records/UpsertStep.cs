using Arch.Sdk;
using Arch.Sdk.Vectors;

namespace Arch.Plugin.Vector.Records;

[Step("vector.upsert", Summary = "Puts records into a vector collection; those with a key that is there are replaced.", Idempotent = true)]
internal sealed class UpsertStep : IStep<UpsertInput, UpsertOutput>
{
    public async Task<UpsertOutput> RunAsync(UpsertInput input, StepContext context, CancellationToken cancellationToken)
    {
        if (input.Record is null == input.Records is null)
        {
            throw new StepException(Codes.Input, "Give 'record' or 'records', and not both.");
        }

        var given = input.Records ?? [input.Record!]; // one of them is there
        Limits.Check(given.Count, "records");
        var records = given.Select(Record).ToList();
        return await Codes.CallAsync(async () =>
        {
            await context.Vectors.UpsertAsync(input.Collection, records, cancellationToken).ConfigureAwait(false);
            return new UpsertOutput { Count = records.Count };
        }).ConfigureAwait(false);
    }

    private static VectorRecord Record(RecordInput input)
    {
        if (input.Key.Length is 0 or > Limits.KeyLength)
        {
            throw new StepException(Codes.Input, $"A key has {input.Key.Length} characters; it must have 1 to {Limits.KeyLength}.");
        }

        if (input is { Text: null, Vector: null })
        {
            throw new StepException(Codes.Input, $"The record '{input.Key}' has neither text nor vector; it must have one of them, or both.");
        }

        Limits.CheckText(input.Text, $"of record '{input.Key}'");
        Limits.CheckVector(input.Vector, $"of record '{input.Key}'");
        return new VectorRecord
        {
            Key = input.Key,
            Text = input.Text,
            Vector = input.Vector is { } vector ? vector.ToArray() : default,
            Metadata = input.Metadata,
        };
    }
}
