using Arch.Sdk;

namespace Arch.Plugin.Vector.Embedding;

[Step("vector.embed", Summary = "Makes vectors of texts with the host's embedder.", Idempotent = true)]
internal sealed class EmbedStep : IStep<EmbedInput, EmbedOutput>
{
    public async Task<EmbedOutput> RunAsync(EmbedInput input, StepContext context, CancellationToken cancellationToken)
    {
        if (input.Text is null == input.Texts is null)
        {
            throw new StepException(Codes.Input, "Give 'text' or 'texts', and not both.");
        }

        var texts = input.Texts ?? [input.Text!]; // one of them is there
        Limits.Check(texts.Count, "texts");
        for (var i = 0; i < texts.Count; i++)
        {
            Limits.CheckText(texts[i], $"{i + 1}");
        }

        var vectors = await Codes.CallAsync(() => context.Vectors.EmbedAsync(texts, cancellationToken)).ConfigureAwait(false);
        return new EmbedOutput
        {
            Vectors = [.. vectors.Select(vector => (IReadOnlyList<float>)vector.ToArray())],
            Dimensions = vectors[0].Length,
        };
    }
}
