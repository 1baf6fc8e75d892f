using Arch.Sdk;
using Arch.Sdk.Vectors;

namespace Arch.Plugin.Vector.Records;

[Step("vector.delete", Summary = "Deletes records of a vector collection by key or by metadata.", Idempotent = true)]
internal sealed class DeleteStep : IStep<DeleteInput, DeleteOutput>
{
    public async Task<DeleteOutput> RunAsync(DeleteInput input, StepContext context, CancellationToken cancellationToken)
    {
        if (input.Keys is null == input.Filter is null)
        {
            throw new StepException(Codes.Input, "Give 'keys' or 'filter', and not both; the filter {} means all records.");
        }

        if (input.Keys is { } keys)
        {
            Limits.Check(keys.Count, "keys");
        }

        var selection = new VectorSelection { Keys = input.Keys, Filter = input.Filter };
        var count = await Codes.CallAsync(() => context.Vectors.DeleteAsync(input.Collection, selection, cancellationToken))
            .ConfigureAwait(false);
        return new DeleteOutput { Count = count };
    }
}
