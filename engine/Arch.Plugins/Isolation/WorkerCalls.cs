using System.Collections.Concurrent;
using Arch.Plugins.Isolation.Protocol;
using Arch.Sdk;
using Arch.Sdk.Vectors;

namespace Arch.Plugins.Isolation;

/// <summary>The calls that a worker carries out at present, and what it asks for in their name.</summary>
internal sealed class WorkerCalls : IWorkerHost
{
    private readonly ConcurrentDictionary<long, PluginContext> _calls = new();
    private long _count;

    public long Begin(PluginContext context)
    {
        var call = Interlocked.Increment(ref _count);
        _calls[call] = context;
        return call;
    }

    public void End(long call) => _calls.TryRemove(call, out _);

    // What comes after the end of a call, from code that it left running, is dropped.
    public void Log(long call, PluginLogLevel level, string message) => Find(call)?.Log.Write(level, message);

    public void Progress(long call, double fraction, string? message) => (Find(call) as StepContext)?.ReportProgress(fraction, message);

    public void Flush()
    {
    }

    public Task<VectorAnswer> UpsertVectorsAsync(
        long call, string collection, IReadOnlyList<VectorData> records, CancellationToken cancellationToken) => AnswerAsync(call, async vectors =>
    {
        await vectors.UpsertAsync(collection, [.. records.Select(record => record.ToRecord())], cancellationToken).ConfigureAwait(false);
        return new VectorAnswer(null, records.Count, null);
    });

    public Task<VectorAnswer> SearchVectorsAsync(
        long call, string collection, VectorQueryData query, CancellationToken cancellationToken) => AnswerAsync(call, async vectors =>
    {
        var matches = await vectors.SearchAsync(collection, query.ToQuery(), cancellationToken).ConfigureAwait(false);
        return new VectorAnswer([.. matches.Select(match => new ScoredVector(VectorData.Of(match.Record), match.Score))], matches.Count, null);
    });

    public Task<VectorAnswer> EmbedTextsAsync(long call, IReadOnlyList<string> texts, CancellationToken cancellationToken) => AnswerAsync(call, async vectors =>
    {
        var made = await vectors.EmbedAsync(texts, cancellationToken).ConfigureAwait(false);
        return new VectorAnswer(null, made.Count, null) { Vectors = [.. made.Select(vector => vector.ToArray())] };
    });

    public Task<VectorAnswer> DeleteVectorsAsync(
        long call, string collection, VectorSelection selection, CancellationToken cancellationToken) => AnswerAsync(call, async vectors =>
        new VectorAnswer(null, await vectors.DeleteAsync(collection, selection, cancellationToken).ConfigureAwait(false), null));

    private async Task<VectorAnswer> AnswerAsync(long call, Func<IVectorAccess, Task<VectorAnswer>> work)
    {
        try
        {
            var context = Find(call) ?? throw new StepException("ARCH4110", "The vector store was asked for outside of an attempt.");
            return await work(context.Vectors).ConfigureAwait(false);
        }
        catch (StepException e)
        {
            return new VectorAnswer(null, 0, FailureData.Of(e));
        }
    }

    private PluginContext? Find(long call) => _calls.GetValueOrDefault(call);
}
