using Arch.Sdk;
using Arch.Sdk.Vectors;

namespace Arch.Plugins.Isolation.Protocol;

/// <summary>What a worker asks of its host while it carries out a call. The host takes the messages of one worker in their order.</summary>
internal interface IWorkerHost
{
    void Log(long call, PluginLogLevel level, string message);

    void Progress(long call, double fraction, string? message);

    /// <summary>Comes back when what was logged before has been written.</summary>
    void Flush();

    Task<VectorAnswer> UpsertVectorsAsync(long call, string collection, IReadOnlyList<VectorData> records, CancellationToken cancellationToken);

    Task<VectorAnswer> SearchVectorsAsync(long call, string collection, VectorQueryData query, CancellationToken cancellationToken);

    Task<VectorAnswer> EmbedTextsAsync(long call, IReadOnlyList<string> texts, CancellationToken cancellationToken);

    Task<VectorAnswer> DeleteVectorsAsync(long call, string collection, VectorSelection selection, CancellationToken cancellationToken);
}
