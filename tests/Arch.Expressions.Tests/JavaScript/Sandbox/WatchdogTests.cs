using Arch.Expressions.JavaScript.Sandbox;
using Arch.Expressions.Language;

namespace Arch.Expressions.Tests.JavaScript.Sandbox;

public sealed class WatchdogTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Begin_EvaluationOverItsLimit_IsInterruptedWithoutTheThreadPool()
    {
        var dog = new Watchdog(TimeSpan.FromMilliseconds(1), Hour);
        var interrupted = Signal<bool>();
        var watch = new Watch(() => interrupted.TrySetResult(Thread.CurrentThread.IsThreadPoolThread));

        dog.Begin(watch, "while (true) {}", TimeSpan.FromMilliseconds(5));

        (await interrupted.Task.WaitAsync(Stop)).ShouldBeFalse();
        watch.IsInterrupted.ShouldBeTrue();
        dog.End(watch);
    }

    [Fact]
    public async Task Begin_EvaluationsThatEndedOrHaveTime_AreLeftAlone()
    {
        var dog = new Watchdog(TimeSpan.FromMilliseconds(1), Hour);
        var watches = new[] { new Watch(Fail), new Watch(Fail) };
        dog.Begin(watches[0], "1", TimeSpan.FromMilliseconds(5));
        dog.Begin(watches[1], "2", Hour);
        dog.End(watches[0]);

        // What begins later and is interrupted shows that the dog has looked often enough.
        var later = Signal<bool>();
        dog.Begin(new Watch(() => later.TrySetResult(true)), "3", TimeSpan.FromMilliseconds(20));

        (await later.Task.WaitAsync(Stop)).ShouldBeTrue();
        watches.ShouldAllBe(watch => !watch.IsInterrupted);
    }

    [Fact]
    public async Task Begin_EvaluationThatDoesNotStop_IsReportedOnce()
    {
        var dog = new Watchdog(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(10));
        var found = new List<StuckEvaluation>();
        var last = Signal<bool>();
        StuckEvaluation.Found = evaluation =>
        {
            lock (found)
            {
                found.Add(evaluation);
            }

            if (evaluation.Text == "last")
            {
                last.TrySetResult(Thread.CurrentThread.IsThreadPoolThread);
            }
        };
        try
        {
            dog.Begin(new Watch(() => { }), "deaf", TimeSpan.FromMilliseconds(1));
            dog.Begin(new Watch(() => { }), "last", TimeSpan.FromMilliseconds(40));

            (await last.Task.WaitAsync(Stop)).ShouldBeFalse();
        }
        finally
        {
            StuckEvaluation.Found = null;
        }

        found.ShouldBe([new("deaf", TimeSpan.FromMilliseconds(1)), new("last", TimeSpan.FromMilliseconds(40))]);
    }

    [Fact]
    public async Task Begin_WhileItSleeps_WakesIt()
    {
        var dog = new Watchdog(TimeSpan.FromMilliseconds(1), Hour);
        var first = new Watch(Fail);
        dog.Begin(first, "1", Hour);
        dog.End(first);
        SpinWait.SpinUntil(() => dog.IsAsleep || Stop.IsCancellationRequested);
        var interrupted = Signal<bool>();

        dog.Begin(new Watch(() => interrupted.TrySetResult(true)), "2", TimeSpan.FromMilliseconds(1));

        (await interrupted.Task.WaitAsync(Stop)).ShouldBeTrue();
    }

    [Fact]
    public void Interrupt_EvaluationWithoutOtherLimits_FailsAsTooLong()
    {
        using var session = Js.Session();
        using var engine = new SandboxEngine(session, new SandboxLimits(Hour, 1L << 40, int.MaxValue - 1));
        var program = SandboxProgram.Prepare("(function(){", "while (true) {}", "\n})");
        ExpressionException? failure = null;
        var thread = new Thread(() => failure = Should.Throw<ExpressionException>(
            () => engine.Call("while (true) {}", engine.Load(program), [], Hour, isReadOnly: false)))
        {
            IsBackground = true,
        };

        thread.Start();
        engine.Interrupt();
        thread.Join();

        failure!.Code.ShouldBe("ARCH2402");
        engine.IsInterrupted.ShouldBeTrue();
    }

    private static void Fail() => throw new InvalidOperationException("This evaluation must not be interrupted.");

    private static TaskCompletionSource<T> Signal<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
