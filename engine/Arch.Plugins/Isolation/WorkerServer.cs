using System.Collections.Concurrent;
using System.Text;
using Arch.Plugins.Discovery;
using Arch.Plugins.Granting;
using Arch.Plugins.Isolation.Protocol;
using Arch.Plugins.Loading;
using Arch.Plugins.Manifests;
using Arch.Plugins.Policies;
using Arch.Sdk;
using StreamJsonRpc;

namespace Arch.Plugins.Isolation;

/// <summary>What a worker does for its host. Its public methods are called over the connection.</summary>
internal sealed class WorkerServer : IWorker, IDisposable
{
    private readonly ConcurrentDictionary<PluginPart, Lazy<ActivePart>> _parts = new();
    private readonly JsonRpc _host;
    private LoadedPlugin? _plugin;
    private PluginServices? _services;

    public WorkerServer(Stream sending, Stream receiving)
    {
        _host = WorkerPipe.Create(sending, receiving);
        _host.AddLocalRpcTarget(this, new JsonRpcTargetOptions { DisposeOnDisconnect = false });
    }

    /// <summary>Serves until the connection ends.</summary>
    public async Task ServeAsync()
    {
        _host.StartListening();
        try
        {
            await _host.Completion.ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ConnectionLostException or OperationCanceledException)
        {
            // However the connection ends, the worker has nothing more to do.
        }
    }

    public void Dispose()
    {
        _host.Dispose();
        _services?.Dispose();
        _plugin?.Dispose();
    }

    public Task<PluginProblem?> StartAsync(WorkerStart start)
    {
        _services = start.Grants.CreateServices(new RemoteVectors(_host));
        var origin = new PluginOrigin
        {
            Id = start.PluginId,
            Version = start.PluginVersion,
            Permissions = PluginPermissions.Everything, // the host has worked out the grants
            Rule = new PluginRule { Id = start.PluginId },
        };
        try
        {
            _plugin = LoadedPlugin.Load(start.AssemblyPath, origin, start.LoadLimit);
            return Task.FromResult<PluginProblem?>(null);
        }
        catch (PluginProblemException e)
        {
            return Task.FromResult<PluginProblem?>(e.Problem);
        }
    }

    public Task<PartAnswer> DescribeAsync(PartRequest request)
    {
        try
        {
            return Task.FromResult(Part(request) switch
            {
                ActiveStep step => new PartAnswer(ShapeData.Of(step.Description.Input), ShapeData.Of(step.Description.Output), null),
                ActiveTrigger trigger => new PartAnswer(ShapeData.Of(trigger.Description.Settings), ShapeData.Of(trigger.Description.Item), null),
                var other => throw new InvalidOperationException($"A worker does not serve {other.GetType().Name}."),
            });
        }
        catch (PluginProblemException e)
        {
            return Task.FromResult(new PartAnswer(null, null, e.Problem));
        }
    }

    public Task<CallAnswer> RunStepAsync(StepRequest request, CancellationToken cancellationToken) => AnswerAsync(request.Call, async log =>
    {
        var runner = ((ActiveStep)Part(request.Part)).Runner;
        var context = new RemoteStepContext(request, _services!, log); // it was started first
        var output = await runner.RunAsync(Encoding.UTF8.GetBytes(request.Input), context, cancellationToken).ConfigureAwait(false);
        return new CallAnswer(Encoding.UTF8.GetString(output.Span), null, null);
    });

    public Task<CallAnswer> PollAsync(TriggerRequest request, CancellationToken cancellationToken) => AnswerAsync(request.Call, async log =>
    {
        var runner = ((ActiveTrigger)Part(request.Part)).Runner;
        var context = new RemoteTriggerContext(request, _services!, log); // it was started first
        var news = await runner.PollAsync(Encoding.UTF8.GetBytes(request.Settings), context, cancellationToken).ConfigureAwait(false);
        var items = news.Items.Select(item => new NewsItemData(item.Key, Encoding.UTF8.GetString(item.ItemUtf8.Span)));
        return new CallAnswer(null, new NewsData([.. items], news.Cursor, news.HasMore), null);
    });

    private async Task<CallAnswer> AnswerAsync(long call, Func<RemoteLog, Task<CallAnswer>> work)
    {
        RemoteVectors.Call.Value = call;
        var log = new RemoteLog(_host, call);
        CallAnswer answer;
        try
        {
            // Code of the plugin may block its thread; the connection must not wait for that.
            answer = await Task.Run(() => work(log)).ConfigureAwait(false);
        }
        catch (StepException e)
        {
            answer = new CallAnswer(null, null, FailureData.Of(e));
        }

        await log.FlushAsync().ConfigureAwait(false);
        return answer;
    }

    // Two calls that come first at the same time make one object.
    private ActivePart Part(PartRequest request) => _parts.GetOrAdd(
        request.Part, _ => new Lazy<ActivePart>(() => _plugin!.Activate(new ScannedPart(request.TypeName, request.Part)))).Value; // it was started first
}
