using Arch.Sdk;
using Arch.Sdk.Vectors;

namespace Arch.Host.Steps;

/// <summary>Stands where a host keeps no vectors.</summary>
internal sealed class NoVectors : IVectorAccess
{
    public static NoVectors Value { get; } = new();

    public Task UpsertAsync(string collection, IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken) => throw Refusal();

    public Task<IReadOnlyList<VectorMatch>> SearchAsync(string collection, VectorQuery query, CancellationToken cancellationToken) => throw Refusal();

    public Task<long> DeleteAsync(string collection, VectorSelection selection, CancellationToken cancellationToken) => throw Refusal();

    private static StepException Refusal() => new("ARCH4230", "This host keeps no vectors.");
}
