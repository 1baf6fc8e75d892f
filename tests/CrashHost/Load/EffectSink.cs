using Arch.Engine.Ports;
using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Sdk;
using CrashHost.Points;

namespace CrashHost.Load;

/// <summary>
/// Steps whose effect is a durable line in a file: <c>X process run place attempt key</c>. When the engine says that a step was
/// recorded as done, a line <c>C process run place</c> follows, so it is known later what was under way when a host died.
/// </summary>
internal sealed class EffectSink(NoteFile file, KillPoints points) : IStepExecutor, IEventPublisher, IRunObserver
{
    private static readonly SemaphoreSlim s_never = new(0);
    private static readonly ReadOnlyMemory<byte> s_nothing = "{}"u8.ToArray();

    public async ValueTask<ReadOnlyMemory<byte>> ExecuteAsync(StepInvocation invocation, CancellationToken cancellationToken)
    {
        points.Reach("execute:before");
        switch (invocation.Node.StepType)
        {
            case "sink.hang":
                file.Add($"H {Environment.ProcessId} {invocation.RunId} {invocation.StepPath}", isDurable: true);
                await new TaskCompletionSource().Task.ConfigureAwait(false);
                break;
            case "sink.block":
                file.Add($"H {Environment.ProcessId} {invocation.RunId} {invocation.StepPath}", isDurable: true);
                BlockForEver();
                break;
            case "sink.die":
                file.Add($"D {Environment.ProcessId} {invocation.RunId} {invocation.StepPath}", isDurable: true);
                Environment.FailFast("This step ends the process.");
                break;
            case "sink.deep":
                file.Add($"D {Environment.ProcessId} {invocation.RunId} {invocation.StepPath}", isDurable: true);
                Deepen(1);
                break;
            default:
                file.Add(
                    $"X {Environment.ProcessId} {invocation.RunId} {invocation.StepPath} {invocation.Attempt} {invocation.IdempotencyKey}",
                    isDurable: true);
                break;
        }

        points.Reach("execute:after");
        return s_nothing;
    }

    // Holds its thread, as a plugin that knows nothing of tasks would.
    private static void BlockForEver() => s_never.Wait();

    // What follows the call keeps it from being made a loop.
    private static long Deepen(long depth) => Deepen(depth + 1) + s_never.CurrentCount;

    public ValueTask PublishAsync(BusEvent message)
    {
        points.Reach("publish:before");
        file.Add($"P {Environment.ProcessId} {message.Id}", isDurable: false);
        points.Reach("publish:after");
        return ValueTask.CompletedTask;
    }

    public void OnProgress(StepProgress progress)
    {
        if (progress.Change == StepChange.Succeeded)
        {
            file.Add($"C {Environment.ProcessId} {progress.RunId} {progress.StepPath}", isDurable: false);
        }
    }

    public void OnWarning(RunWarning warning)
    {
    }

    public void OnRunChanged(RunSummary summary)
    {
    }

    public void OnTrouble(ArchException exception) => Console.Error.WriteLine($"trouble {exception.Code} {exception.Message}");
}
