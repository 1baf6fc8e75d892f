using System.Collections.Concurrent;
using Arch.Engine.Runs;
using Arch.Sdk;

namespace Arch.Agents.Running;

/// <summary>
/// Runs the agents of a store: takes over those without an owner, and has each handle its messages one at a time. An agent that has
/// nothing to do takes no memory here.
/// </summary>
public sealed class AgentManager : IAsyncDisposable
{
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Task> _turns = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _hints = new(0, 1);
    private readonly HandlerThreads _threads;
    private readonly OutboxCourier _courier;
    private Task _pump = Task.CompletedTask;
    private string? _suspect;

    /// <summary>Creates a manager that does nothing before <see cref="Start"/>.</summary>
    /// <param name="options">What it works with.</param>
    public AgentManager(AgentManagerOptions options)
    {
        Options = options;
        _threads = new HandlerThreads(options.Parallelism);
        _courier = new OutboxCourier(options, Fail, Hint);
        Awaited = new AwaitedRuns(options);
    }

    internal AgentManagerOptions Options { get; }

    internal AwaitedRuns Awaited { get; }

    internal HandlerThreads Threads => _threads;

    internal CancellationToken Stopping => _stopping.Token;

    /// <summary>Gets why the manager gave up; <see langword="null"/> while it has not.</summary>
    public ArchException? Failure { get; private set; }

    /// <summary>Begins to work.</summary>
    public void Start()
    {
        _courier.Start();
        _pump = Task.Run(PumpAsync);
    }

    /// <summary>Says that something may have changed in the store, so that nobody waits for the next look.</summary>
    public void Hint()
    {
        lock (_hints)
        {
            if (_hints.CurrentCount == 0)
            {
                _hints.Release();
            }
        }
    }

    /// <summary>Says that a run has ended, so that an agent that waits for it hears of it at once.</summary>
    /// <param name="runId">The run; most are waited for by nobody, which costs nothing.</param>
    public void OnRunEnded(RunId runId)
    {
        if (Awaited.Note(runId.Value))
        {
            Hint();
        }
    }

    /// <summary>
    /// Lets the messages end that are being handled, within their limits of time, and gives the agents back. What is not carried out
    /// by then is carried out by the next host.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Hint();
        await _pump.ConfigureAwait(false);
        await Task.WhenAll(_turns.Values).ConfigureAwait(false);
        await _courier.StopAsync().ConfigureAwait(false);
        if (Failure is null)
        {
            await Options.Store.ReleaseAsync().ConfigureAwait(false);
        }

        _threads.Close();
        _hints.Dispose();
        _stopping.Dispose();
    }

    internal void OnOutbox() => _courier.Hint();

    internal void Fail(ArchException exception)
    {
        if (Failure is null)
        {
            Failure = exception;
            Options.Observer?.OnTrouble(exception);
        }

        _stopping.Cancel();
        Hint();
    }

    private async Task PumpAsync()
    {
        var claimAt = DateTimeOffset.MinValue;
        var forgetAt = DateTimeOffset.MinValue;
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                var now = Options.Time.GetUtcNow();
                if (now >= claimAt)
                {
                    await Options.Store.ClaimAsync(now).ConfigureAwait(false);
                    claimAt = now + Options.ClaimInterval;
                }

                if (now >= forgetAt)
                {
                    await Options.Store.ForgetAsync(now - Options.RememberFor).ConfigureAwait(false);
                    forgetAt = now + ForgetEvery;
                }

                await Awaited.TellAsync(now).ConfigureAwait(false);
                await BeginTurnsAsync(now).ConfigureAwait(false);
                await RestAsync(now).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // It is to end.
        }
        catch (ArchException exception)
        {
            Fail(exception);
        }
#pragma warning disable CA1031 // The last resort: that no agent goes on any more must not stay unseen
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(Defect(exception));
        }
    }

    internal static ArchException Defect(Exception exception) =>
        new("ARCH8003", $"The agents cannot go on because of a defect in their manager: {exception}", exception);

    private async Task BeginTurnsAsync(DateTimeOffset now)
    {
        if (_turns.Count >= Options.Parallelism)
        {
            return;
        }

        // Those that are busy come as well; there are never more of them than of the turns.
        foreach (var ready in await Options.Store.FindReadyAsync(now, Options.Parallelism + _turns.Count).ConfigureAwait(false))
        {
            if (_turns.Count >= Options.Parallelism)
            {
                return;
            }

            if (_turns.ContainsKey(ready.Agent))
            {
                continue;
            }

            // Of those that may end the process, one at a time: then it is known which one did.
            if (ready.IsSuspect && Interlocked.CompareExchange(ref _suspect, ready.Agent, null) is not null)
            {
                continue;
            }

            Begin(ready.Agent);
        }
    }

    private void Begin(string agent)
    {
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _turns[agent] = RunAsync(agent, began.Task);
        began.SetResult();
    }

    private async Task RunAsync(string agent, Task began)
    {
        await began.ConfigureAwait(false);
        try
        {
            await new AgentTurn(this, agent).RunAsync().ConfigureAwait(false);
        }
        catch (ArchException exception)
        {
            Fail(exception);
        }
#pragma warning disable CA1031 // As for the pump
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(Defect(exception));
        }
        finally
        {
            Interlocked.CompareExchange(ref _suspect, null, agent);
            _turns.TryRemove(agent, out _);
            Hint();
        }
    }

    // Until somebody says that something changed, or the next moment comes, or another process may have put something there.
    private async Task RestAsync(DateTimeOffset now)
    {
        var rest = Options.PollInterval;
        if (_turns.Count < Options.Parallelism
            && await Options.Store.FindNextWakeAsync().ConfigureAwait(false) is { } wake
            && wake - now < rest
            && wake > now)
        {
            rest = wake - now;
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var hint = _hints.WaitAsync(enough.Token);
        await Task.WhenAny(hint, Task.Delay(rest, Options.Time, enough.Token)).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
    }
}
