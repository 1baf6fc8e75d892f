using System.Globalization;
using System.Text;
using Arch.Engine.Ports;
using Arch.Sdk;
using Simulation.Kernel;
using Simulation.Oracle;

namespace Simulation.Hosts;

/// <summary>
/// Carries out the steps of one host: each call has an effect that the judge is told of, and then succeeds, fails, takes its time, or
/// does not end. Whether it heeds its cancellation is its own affair.
/// </summary>
internal sealed class SimExecutor(World world, Judge judge, Poison poison, SimHost host) : IStepExecutor
{
    private readonly List<Attempt> _underWay = [];

    /// <summary>Gets whether no attempt goes on that was not told to stop.</summary>
    public bool IsQuiet => _underWay.TrueForAll(attempt => attempt.IsStopped);

    public ValueTask<ReadOnlyMemory<byte>> ExecuteAsync(StepInvocation invocation, CancellationToken cancellationToken)
    {
        world.CheckThread("step");
        var attempt = new Attempt(invocation.IdempotencyKey);
        if (!host.IsAlive)
        {
            return new(attempt.End.Task);
        }

        if (world.Strikes(FaultKind.CrashAtCall, world.Settings.CrashAtCall))
        {
            host.Kill("as a step begins");
            return new(attempt.End.Task);
        }

        world.Note(host, "executes", invocation.IdempotencyKey);
        var token = judge.OnExecute(host, invocation);
        if (poison.Takes(invocation.IdempotencyKey))
        {
            world.Faults.Count(FaultKind.PoisonedStep);
            host.Kill("of a poisoned step");
            return new(attempt.End.Task);
        }

        if (world.Random.Chance(0.1) && !world.Strikes(FaultKind.StepDefect, world.Settings.StepDefect))
        {
            return new(Success(attempt, token));
        }

        _underWay.Add(attempt);
        cancellationToken.Register(() => Cancel(attempt));
        attempt.Ends = () => End(attempt, token);
        if (!world.Strikes(FaultKind.ResultNever, world.Settings.ResultNever))
        {
            world.Post(host, world.Random.Upto(world.Settings.StepLatency), "step ends", attempt.Ends);
        }

        return new(attempt.End.Task);
    }

    /// <summary>Ends what has not ended.</summary>
    public void EndAll()
    {
        foreach (var attempt in _underWay.ToList())
        {
            world.Post(host, world.Random.Upto(world.Settings.StepLatency), "step ends at last", attempt.Ends!); // set when it began
        }
    }

    private void Cancel(Attempt attempt)
    {
        world.CheckThread("cancellation");
        attempt.IsStopped = true;
        if (!world.Random.Chance(world.Settings.IgnoresCancel))
        {
            world.Post(host, world.Random.Upto(TimeSpan.FromMilliseconds(200)), "step stops", () =>
            {
                if (_underWay.Remove(attempt))
                {
                    attempt.End.SetException(new OperationCanceledException("The step was told to stop."));
                }
            });
        }
    }

    private void End(Attempt attempt, string token)
    {
        if (!_underWay.Remove(attempt))
        {
            return;
        }

        if (attempt.IsStopped && world.IsHostile)
        {
            world.Faults.Count(FaultKind.ResultAfterCancel);
        }

        if (world.Strikes(FaultKind.StepDefect, world.Settings.StepDefect))
        {
            Spoil(attempt);
        }
        else if (world.Strikes(FaultKind.StepFailed, world.Settings.StepFails))
        {
            attempt.End.SetException(new StepException("sim_failed", "The step failed.")
            {
                Retryable = world.Random.Chance(0.5),
                RetryAfter = world.Random.Chance(0.1) ? world.Random.Upto(TimeSpan.FromSeconds(5)) : null,
            });
        }
        else
        {
            attempt.End.SetResult(Success(attempt, token));
        }
    }

    private void Spoil(Attempt attempt)
    {
        switch (world.Random.Below(3))
        {
            case 0:
                attempt.End.SetException(new InvalidOperationException("The plugin has a defect."));
                break;
            case 1:
                attempt.End.SetException(new OperationCanceledException("Nobody asked for this."));
                break;
            default:
                attempt.End.SetResult("[1]"u8.ToArray());
                break;
        }
    }

    private ReadOnlyMemory<byte> Success(Attempt attempt, string token)
    {
        judge.OnSucceeded(attempt.Key, token);
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"token":"{{token}}","n":{{world.Random.Below(10)}}}"""));
    }

    private sealed class Attempt(string key)
    {
        public string Key { get; } = key;

        public TaskCompletionSource<ReadOnlyMemory<byte>> End { get; } = new();

        public bool IsStopped { get; set; }

        public Action? Ends { get; set; }
    }
}
