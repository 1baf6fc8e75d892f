using Arch.Sdk;
using Arch.Sdk.Vectors;

namespace Arch.Plugin.Vector.Searching;

[Step("vector.search", Summary = "Finds the records of a vector collection that are most like a text or a vector.", Idempotent = true)]
internal sealed class SearchStep : IStep<SearchInput, SearchOutput>
{
    public async Task<SearchOutput> RunAsync(SearchInput input, StepContext context, CancellationToken cancellationToken)
    {
        if (input is { Text: null, Vector: null })
        {
            throw new StepException(Codes.Input, "Give 'text' or 'vector', or both.");
        }

        if (input is { Hybrid: true, Text: null })
        {
            throw new StepException(Codes.Input, "A hybrid search looks for words: give 'text'.");
        }

        Limits.CheckText(input.Text, "that is looked for");
        Limits.CheckVector(input.Vector, "that is looked for");
        var query = new VectorQuery
        {
            Text = input.Text,
            Vector = input.Vector is { } vector ? vector.ToArray() : default,
            Limit = input.Limit,
            Metric = input.Metric,
            IsHybrid = input.Hybrid,
            Filter = input.Filter,
            MinScore = input.MinScore,
        };
        var found = await Codes.CallAsync(() => context.Vectors.SearchAsync(input.Collection, query, cancellationToken)).ConfigureAwait(false);
        return new SearchOutput { Matches = [.. found.Select(match => Match(match, input.IncludeVectors))] };
    }

    private static SearchMatch Match(VectorMatch match, bool includeVectors) => new()
    {
        Key = match.Record.Key,
        Score = match.Score,
        Text = match.Record.Text,
        Metadata = match.Record.Metadata,
        Vector = includeVectors ? match.Record.Vector.ToArray() : null,
    };
}
