using Arch.Plugins.Discovery;
using Arch.Plugins.Isolation.Protocol;
using Arch.Plugins.Loading;
using Arch.Sdk;
using Arch.Workflows.Catalog;
using StreamJsonRpc;

namespace Arch.Plugins.Isolation;

/// <summary>
/// A plugin in a process of its own. The process is started when it is first needed, and again after it died; a process that dies
/// soon after its start is not started again at once.
/// </summary>
internal sealed class IsolatedPlugin(WorkerStart start, WorkerCommand command, PluginOrigin origin, TimeProvider time) : IPluginCode
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _starting = new(1, 1);
    private WorkerProcess? _worker;
    private volatile WorkerProcess? _ready;
    private long _startedAt;
    private int _deaths;
    private bool _isDisposed;

    public WeakReference? Context => null;

    public PluginOrigin Origin => origin;

    public ActivePart Activate(ScannedPart part)
    {
        if (part.Part.Kind == PluginPartKind.Agent)
        {
            throw new PluginProblemException(
                "ARCH4026",
                $"The agent type '{part.Part.Name}' of the plugin '{origin.Id}' cannot be used with 'isolation: process'.",
                "Agents run in the host's process. Put the agent type into a plugin of its own that may do so.");
        }

        var request = new PartRequest(part.TypeName, part.Part);
        PartAnswer answer;
        try
        {
            // The catalog is asked for types from code that does not wait asynchronously, such as the compiler.
            answer = Task.Run(() => DescribeAsync(request)).GetAwaiter().GetResult();
        }
        catch (StepException e)
        {
            throw new PluginProblemException(e.Code, e.Message, "Look at the plugin: it does not survive being looked at.", e);
        }

        if (answer.Problem is { } problem)
        {
            throw new PluginProblemException(problem);
        }

        var (input, output) = (answer.Input!.ToShape(), answer.Output!.ToShape()); // there is no problem
        return part.Part.Kind == PluginPartKind.Step
            ? new ActiveStep(
                new StepType
                {
                    Name = part.Part.Name,
                    Version = part.Part.Version,
                    Summary = part.Part.Summary,
                    IsIdempotent = part.Part.IsIdempotent,
                    Input = input,
                    Output = output,
                    PluginId = origin.Id,
                    PluginVersion = origin.Version,
                },
                new IsolatedStepRunner(this, request))
            : new ActiveTrigger(
                new TriggerType
                {
                    Name = part.Part.Name,
                    Version = part.Part.Version,
                    Summary = part.Part.Summary,
                    Settings = input,
                    Item = output,
                    PluginId = origin.Id,
                    PluginVersion = origin.Version,
                },
                new IsolatedTriggerRunner(this, request));
    }

    /// <summary>Has the process carry out a call.</summary>
    /// <param name="context">What the call may use of the host.</param>
    /// <param name="method">The method of <see cref="IWorker"/>.</param>
    /// <param name="request">Makes its argument, given the number of the call.</param>
    /// <param name="cancellationToken">Ends the call; a process that does not heed it within 5 seconds is ended.</param>
    /// <exception cref="StepException">The call failed, or ARCH4041: the process ended during it.</exception>
    public async Task<CallAnswer> CallAsync(PluginContext context, string method, Func<long, object> request, CancellationToken cancellationToken)
    {
        var worker = await WorkerAsync().ConfigureAwait(false);
        var call = worker.Calls.Begin(context);
        try
        {
            var running = worker.Rpc.InvokeWithCancellationAsync<CallAnswer>(method, [request(call)], cancellationToken);
            var answer = await HeedAsync(running, worker, cancellationToken).ConfigureAwait(false);
            return answer.Failure is null ? answer : throw answer.Failure.ToException();
        }
        catch (Exception e) when (e is ConnectionLostException or ObjectDisposedException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Died(await worker.EndAsync().ConfigureAwait(false), e);
        }
        catch (RemoteRpcException e)
        {
            throw new StepException("ARCH4110", $"The process of the plugin '{origin.Id}' failed: {e.Message}", e);
        }
        finally
        {
            worker.Calls.End(call);
        }
    }

    public void Dispose()
    {
        _starting.Wait();
        _isDisposed = true;
        _worker?.Dispose();
        _starting.Dispose();
    }

    // A step that goes on regardless of cancellation would keep its process busy for ever.
    private async Task<CallAnswer> HeedAsync(Task<CallAnswer> running, WorkerProcess worker, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellationToken.Register(() => cancelled.TrySetResult()).ConfigureAwait(false))
        {
            if (await Task.WhenAny(running, cancelled.Task).ConfigureAwait(false) == cancelled.Task)
            {
                try
                {
                    await running.WaitAsync(Grace, time, CancellationToken.None).ConfigureAwait(false);
                }
                catch (TimeoutException)
                {
                    worker.Kill($"an attempt was cancelled and had not ended {Grace.TotalSeconds:0} s later");
                    throw new OperationCanceledException(cancellationToken);
                }
            }

            return await running.ConfigureAwait(false);
        }
    }

    private async Task<PartAnswer> DescribeAsync(PartRequest request)
    {
        var worker = await WorkerAsync().ConfigureAwait(false);
        try
        {
            return await worker.Rpc.InvokeAsync<PartAnswer>(nameof(IWorker.DescribeAsync), request)
                .WaitAsync(start.LoadLimit + Grace, time).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ConnectionLostException or ObjectDisposedException or IOException)
        {
            throw Died(await worker.EndAsync().ConfigureAwait(false), e);
        }
        catch (TimeoutException e)
        {
            worker.Kill("it did not say what it declares in time");
            throw Died("it did not say what it declares in time", e);
        }
    }

    private StepException Died(string how, Exception cause) => new(
        "ARCH4041", $"The process of the plugin '{origin.Id}' ended during the call: {how}. It is started again when it is next needed.", cause)
    {
        Retryable = true,
    };

    private async Task<WorkerProcess> WorkerAsync()
    {
        if (_ready is { HasEnded: false } running)
        {
            return running;
        }

        await _starting.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_ready is { HasEnded: false } started)
            {
                return started;
            }

            ObjectDisposedException.ThrowIf(_isDisposed, this);
            await PauseAsync().ConfigureAwait(false);
            _worker?.Dispose();
            _startedAt = time.GetTimestamp();
            _worker = WorkerProcess.Start(command, origin.Id, origin.Rule.MemoryLimit);
            await LoadAsync(_worker).ConfigureAwait(false);
            return _ready = _worker;
        }
        catch (PluginProblemException e)
        {
            throw new StepException(e.Problem.Code, $"{e.Problem.Message} {e.Problem.Remedy}", e);
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task PauseAsync()
    {
        if (_worker is null)
        {
            return;
        }

        _deaths = time.GetElapsedTime(_startedAt) > Healthy ? 1 : _deaths + 1;
        if (_deaths > 1)
        {
            var pause = TimeSpan.FromMilliseconds(100 * Math.Pow(2, Math.Min(_deaths - 2, 20)));
            await Task.Delay(pause < LongestPause ? pause : LongestPause, time).ConfigureAwait(false);
        }
    }

    private async Task LoadAsync(WorkerProcess worker)
    {
        try
        {
            var problem = await worker.Rpc.InvokeAsync<PluginProblem?>(nameof(IWorker.StartAsync), start)
                .WaitAsync(start.LoadLimit + Grace, time).ConfigureAwait(false);
            if (problem is not null)
            {
                throw new PluginProblemException(problem);
            }
        }
        catch (Exception e) when (e is ConnectionLostException or ObjectDisposedException or IOException or TimeoutException)
        {
            var how = e is TimeoutException ? "it was not ready in time" : await worker.EndAsync().ConfigureAwait(false);
            throw new PluginProblemException(
                "ARCH4024", $"The process of the plugin '{origin.Id}' cannot be started: {how}.", "Look at what it says; a module initializer may have failed.", e);
        }
    }
}
