using Arch.Vectors.Text;
using Microsoft.Extensions.AI;

namespace Arch.Vectors.Embedding;

/// <summary>
/// Makes vectors of texts without a model: the words, pairs of words and pieces of words that a text has are hashed to
/// dimensions and signs, and the sum is brought to length 1.
/// </summary>
/// <remarks>
/// <para>
/// Texts that share words, or forms of them, are alike; it knows nothing of meaning. The same text gives the same vector, bit for
/// bit, on every machine and in every version: stored vectors would be worth nothing otherwise. A test holds that.
/// </para>
/// <para>
/// Features and weights: a word 1; two neighbours 0.5; the three-character pieces of a word with its ends marked 0.35. Of runs
/// without spaces (Japanese, Chinese, Korean): a character 0.35, two 1, three 0.7. A feature that occurs n times counts √n fold.
/// The hash is FNV-1a of 64 bits over UTF-16, finished as in SplitMix64; its low bit gives the sign, the rest the dimension.
/// </para>
/// </remarks>
public sealed class HashingEmbedder : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>The dimensions unless others are asked for.</summary>
    public const int DefaultDimensions = 384;

    private readonly EmbeddingGeneratorMetadata _metadata;

    /// <summary>Creates an embedder.</summary>
    /// <param name="dimensions">The dimensions of its vectors, 1 to 4096.</param>
    public HashingEmbedder(int dimensions = DefaultDimensions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, VectorLimits.Dimensions);
        Dimensions = dimensions;
        _metadata = new EmbeddingGeneratorMetadata("arch", null, "arch-hashing-1", dimensions);
    }

    /// <summary>Gets the dimensions of its vectors.</summary>
    public int Dimensions { get; }

    /// <summary>Makes the vector of a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>A vector of length 1; all zeros for a text without letters and digits.</returns>
    public float[] Embed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // Sums in one order, so that each machine rounds alike.
        var sums = new double[Dimensions];
        foreach (var (hash, (weight, count)) in Features(text))
        {
            var amount = weight * Math.Sqrt(count);
            sums[(int)((UInt128)(hash >> 1 << 1) * (uint)Dimensions >> 64)] += (hash & 1) == 0 ? amount : -amount;
        }

        var squares = 0.0;
        foreach (var sum in sums)
        {
            squares += sum * sum;
        }

        var vector = new float[Dimensions];
        if (squares > 0)
        {
            var length = Math.Sqrt(squares);
            for (var i = 0; i < vector.Length; i++)
            {
                vector[i] = (float)(sums[i] / length);
            }
        }

        return vector;
    }

    /// <inheritdoc/>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (options?.Dimensions is { } wanted && wanted != Dimensions)
        {
            throw new ArgumentException($"{wanted} dimensions are asked for; this embedder makes {Dimensions}.", nameof(options));
        }

        var made = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var value in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            made.Add(new Embedding<float>(Embed(value)) { ModelId = _metadata.DefaultModelId });
        }

        return Task.FromResult(made);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
            : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Does nothing: an embedder holds nothing.</summary>
    public void Dispose()
    {
    }

    private static OrderedDictionary<ulong, (double Weight, int Count)> Features(string text)
    {
        var features = new OrderedDictionary<ulong, (double Weight, int Count)>();
        var before = string.Empty;
        foreach (var run in TextRun.Of(text))
        {
            if (run.IsDense)
            {
                AddPieces(features, run.Text, 1, 'c', 0.35);
                AddPieces(features, run.Text, 2, 'd', 1);
                AddPieces(features, run.Text, 3, 't', 0.7);
                before = string.Empty;
                continue;
            }

            Add(features, 'w', run.Text, 1);
            AddPieces(features, $"<{run.Text}>", 3, 'p', 0.35);
            if (before.Length > 0)
            {
                Add(features, 'n', $"{before} {run.Text}", 0.5);
            }

            before = run.Text;
        }

        return features;
    }

    private static void AddPieces(
        OrderedDictionary<ulong, (double Weight, int Count)> features, ReadOnlySpan<char> text, int length, char kind, double weight)
    {
        for (var i = 0; i + length <= text.Length; i++)
        {
            Add(features, kind, text.Slice(i, length), weight);
        }
    }

    private static void Add(
        OrderedDictionary<ulong, (double Weight, int Count)> features, char kind, ReadOnlySpan<char> feature, double weight)
    {
        var hash = Hash(kind, feature);
        features[hash] = features.TryGetValue(hash, out var known) ? (known.Weight, known.Count + 1) : (weight, 1);
    }

    private static ulong Hash(char kind, ReadOnlySpan<char> feature)
    {
        const ulong Prime = 1099511628211;
        var hash = (14695981039346656037 ^ kind) * Prime;
        foreach (var character in feature)
        {
            hash = (hash ^ character) * Prime;
        }

        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return hash ^ (hash >> 31);
    }
}
