using Arch.Plugins.Isolation.Protocol;
using Arch.Sdk.Vectors;
using StreamJsonRpc;

namespace Arch.Plugins.Isolation;

/// <summary>The vector store of the host, reached from a worker.</summary>
internal sealed class RemoteVectors(JsonRpc host) : IVectorAccess
{
    /// <summary>Gets the call that the code at work belongs to.</summary>
    public static AsyncLocal<long> Call { get; } = new();

    public async Task UpsertAsync(string collection, IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken) =>
        await AskAsync(nameof(IWorkerHost.UpsertVectorsAsync), collection, records.Select(VectorData.Of).ToList(), cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<VectorMatch>> SearchAsync(string collection, VectorQuery query, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(nameof(IWorkerHost.SearchVectorsAsync), collection, VectorQueryData.Of(query), cancellationToken).ConfigureAwait(false);
        return [.. (answer.Matches ?? []).Select(match => new VectorMatch { Record = match.Record.ToRecord(), Score = match.Score })];
    }

    public async Task<long> DeleteAsync(string collection, VectorSelection selection, CancellationToken cancellationToken) =>
        (await AskAsync(nameof(IWorkerHost.DeleteVectorsAsync), collection, selection, cancellationToken).ConfigureAwait(false)).Count;

    public async Task<IReadOnlyList<ReadOnlyMemory<float>>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(nameof(IWorkerHost.EmbedTextsAsync), [Call.Value, texts], cancellationToken).ConfigureAwait(false);
        return [.. answer.Vectors.Select(vector => (ReadOnlyMemory<float>)vector)];
    }

    private Task<VectorAnswer> AskAsync(string method, string collection, object what, CancellationToken cancellationToken) =>
        AskAsync(method, [Call.Value, collection, what], cancellationToken);

    private async Task<VectorAnswer> AskAsync(string method, object[] arguments, CancellationToken cancellationToken)
    {
        var answer = await host.InvokeWithCancellationAsync<VectorAnswer>(method, arguments, cancellationToken).ConfigureAwait(false);
        return answer.Failure is null ? answer : throw answer.Failure.ToException();
    }
}
