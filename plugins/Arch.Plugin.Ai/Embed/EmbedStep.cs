using System.ClientModel;
using System.Text.Json;
using Arch.Plugin.Ai.Connecting;
using Arch.Sdk;
using OpenAI.Embeddings;

namespace Arch.Plugin.Ai.Embed;

[Step("ai.embed", Summary = "Turns texts into vectors by an embedding model.", Idempotent = true)]
internal sealed class EmbedStep : IStep<EmbedInput, EmbedOutput>
{
    public async Task<EmbedOutput> RunAsync(EmbedInput input, StepContext context, CancellationToken cancellationToken)
    {
        for (var i = 0; i < input.Texts.Count; i++)
        {
            if (string.IsNullOrEmpty(input.Texts[i]))
            {
                throw AiFailures.Input($"The text {i} of the input 'texts' is empty, which has no vector.");
            }
        }

        var client = Endpoint.Embeddings(input, context);
        using var timeout = new CancellationTokenSource(input.Timeout, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await EmbedAsync(client, input, context, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw AiFailures.Timeout(input);
        }
        catch (Exception e) when (e is ClientResultException or IOException or HttpRequestException or JsonException
            or FormatException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw timeout.IsCancellationRequested ? AiFailures.Timeout(input) : AiFailures.Describe(e, input, context.Time);
        }
    }

    private static async Task<EmbedOutput> EmbedAsync(
        EmbeddingClient client, EmbedInput input, StepContext context, CancellationToken cancellationToken)
    {
        var vectors = new List<IReadOnlyList<float>>(input.Texts.Count);
        var dimensions = input.Dimensions;
        var model = input.Model;
        var tokens = 0L;
        foreach (var batch in input.Texts.Chunk(input.BatchSize))
        {
            if (tokens >= input.MaxTotalTokens)
            {
                throw AiFailures.Budget(input, tokens);
            }

            var options = new EmbeddingGenerationOptions { Dimensions = input.Dimensions };
            var answer = (await client.GenerateEmbeddingsAsync(batch, options, cancellationToken).ConfigureAwait(false)).Value;
            foreach (var vector in InOrder(answer, batch.Length, input))
            {
                dimensions ??= vector.Length;
                if (vector.Length != dimensions)
                {
                    throw AiFailures.Answer(input, $"the vector of text {vectors.Count} has {vector.Length} dimensions, wanted were {dimensions}");
                }

                vectors.Add(vector);
            }

            tokens += answer.Usage?.TotalTokenCount ?? 0;
            model = string.IsNullOrEmpty(answer.Model) ? model : answer.Model;
            context.ReportProgress((double)vectors.Count / input.Texts.Count, $"{vectors.Count} of {input.Texts.Count} texts");
        }

        return new EmbedOutput { Vectors = vectors, Dimensions = dimensions ?? 0, Model = model, TotalTokens = tokens };
    }

    // A server may answer in any order; the index says which text a vector belongs to.
    private static IEnumerable<float[]> InOrder(OpenAIEmbeddingCollection answer, int wanted, EmbedInput input)
    {
        var sorted = answer.OrderBy(embedding => embedding.Index).ToList();
        if (sorted.Count != wanted || sorted.Where((embedding, i) => embedding.Index != i).Any())
        {
            throw AiFailures.Answer(input, $"{sorted.Count} vectors came for {wanted} texts, or two have the same index");
        }

        foreach (var embedding in sorted)
        {
            var vector = embedding.ToFloats().ToArray();
            yield return vector.Length > 0 && Array.TrueForAll(vector, float.IsFinite)
                ? vector
                : throw AiFailures.Answer(input, $"the vector {embedding.Index} is empty or has a number that is not finite");
        }
    }
}
