using System.Text.Json;
using System.Text.Json.Nodes;
using Arch.Engine.Core;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Sdk;

namespace Arch.Engine.Shell;

/// <summary>Carries out the attempts of one run, side by side, and tells the run how they ended.</summary>
internal sealed class AttemptRunner(WorkflowEngine engine, RunActor actor)
{
    // Most runs have few attempts at a time, many have none: a plain map costs least.
    private readonly Dictionary<int, CancellationTokenSource> _running = [];
    private bool _isStopped;

    /// <summary>Begins an attempt, on another thread: a step may block the one it is given, and the run must not wait for that.</summary>
    public void Start(StartAttempt start)
    {
        CancellationTokenSource cancellation;
        lock (_running)
        {
            if (_isStopped)
            {
                return;
            }

            cancellation = new CancellationTokenSource();
            _running[start.Activation] = cancellation;
        }

        engine.Options.Later(() => _ = RunAsync(start, cancellation));
    }

    public void Stop(int activation)
    {
#pragma warning disable CA2000 // A source without a timer holds nothing to dispose, and the step may still look at its token
        CancellationTokenSource? cancellation;
        lock (_running)
        {
            _running.Remove(activation, out cancellation);
        }
#pragma warning restore CA2000

        if (cancellation is not null)
        {
            // The step may run code of its own on cancellation; the run does not wait for that.
            engine.Options.Later(() => Cancel(cancellation));
        }
    }

    /// <summary>Stops what is under way; nothing more is started.</summary>
    public void StopAll()
    {
        int[] activations;
        lock (_running)
        {
            _isStopped = true;
            activations = [.. _running.Keys];
        }

        foreach (var activation in activations)
        {
            Stop(activation);
        }
    }

    private static void Cancel(CancellationTokenSource cancellation)
    {
        try
        {
            cancellation.Cancel();
        }
        catch (AggregateException)
        {
            // What the step does about it is of no interest any more: its end is recorded already, or will not be.
        }
    }

    private async Task RunAsync(StartAttempt start, CancellationTokenSource cancellation)
    {
        if (!IsWanted(start.Activation, cancellation))
        {
            return;
        }

        Happening result;
        try
        {
            var outputs = await engine.Options.Executor
                .ExecuteAsync(Invocation(start), cancellation.Token)
                .ConfigureAwait(false);
            result = Read(start, outputs);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopped: the run has recorded that already, or the host is going down and will not record it.
            return;
        }
        catch (StepException exception)
        {
            result = new AttemptErred(start.Activation, start.Attempt, Error(exception));
        }
#pragma warning disable CA1031 // Whatever a step throws fails the step, not the host
        catch (Exception exception)
#pragma warning restore CA1031
        {
            result = new AttemptErred(start.Activation, start.Attempt, new StepError
            {
                Kind = StepErrorKinds.Plugin,
                Code = (exception as ArchException)?.Code ?? "ARCH3203",
                Message = exception is ArchException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}",
            });
        }
        finally
        {
            Forget(start.Activation, cancellation);
        }

        actor.Post(result);
    }

    // Asked of the map and not of the token: the run has recorded the end of a stopped attempt before its token is cancelled.
    private bool IsWanted(int activation, CancellationTokenSource cancellation)
    {
        lock (_running)
        {
            return _running.TryGetValue(activation, out var current) && current == cancellation;
        }
    }

    // The next attempt of the same step may have taken the place already.
    private void Forget(int activation, CancellationTokenSource cancellation)
    {
        lock (_running)
        {
            if (_running.TryGetValue(activation, out var current) && current == cancellation)
            {
                _running.Remove(activation);
            }
        }
    }

    private StepInvocation Invocation(StartAttempt start) => new()
    {
        RunId = actor.RunId,
        Definition = actor.State.Definition,
        Node = start.Node,
        StepPath = start.StepPath,
        Attempt = start.Attempt,
        IdempotencyKey = start.IdempotencyKey,
        Input = start.Input,
    };

    private static Happening Read(StartAttempt start, ReadOnlyMemory<byte> outputs)
    {
        try
        {
            var value = ValueJson.Parse(outputs, ValueDepth.InRuns);
            if (value.Kind == ValueKind.Object)
            {
                return new AttemptSucceeded(start.Activation, start.Attempt, value);
            }
        }
        catch (JsonException)
        {
            // Told below, with the other ways in which outputs can be wrong.
        }

        return new AttemptErred(start.Activation, start.Attempt, new StepError
        {
            Kind = StepErrorKinds.Plugin,
            Code = "ARCH3202",
            Message = $"Step type '{start.Node.StepType}' gave outputs that are no JSON object of at most {ValueDepth.InRuns} levels. This is a defect of the plugin.",
        });
    }

    private static StepError Error(StepException exception) => new()
    {
        Kind = StepErrorKinds.Plugin,
        Code = exception.Code,
        Message = exception.Message,
        Retryable = exception.Retryable,
        RetryAfter = exception.RetryAfter,
        Status = exception.Status,
        Details = Details(exception.Details),
    };

    // The failure counts more than its details: those that are no data are told in words.
    private static Value Details(JsonObject? details)
    {
        try
        {
            return details is null ? Value.Undefined : ValueJson.Parse(details.ToJsonString(), ValueDepth.InRuns);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return Value.From($"The details of the failure cannot be kept: {exception.Message}");
        }
    }
}
