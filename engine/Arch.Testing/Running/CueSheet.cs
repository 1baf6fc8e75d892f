using Arch.Engine.History;
using Arch.Engine.Runs;
using Arch.Engine.Shell;
using Arch.Sdk;
using Arch.Testing.Comparing;
using Arch.Workflows.Testing;

namespace Arch.Testing.Running;

/// <summary>Lets signals, events, answers and a cancellation happen when their moment has come.</summary>
internal sealed class CueSheet(TestCase test, WorkflowEngine engine, CaseObserver observer, RunPlaces places, TestClock clock, RunId root)
{
    private readonly List<Entry> _open = [.. test.Cues.Select(cue => new Entry(cue, StartOf(test, cue)))];
    private readonly List<Finding> _problems = [];

    /// <summary>Gets the next moment at which a cue is due; <see langword="null"/> when none is known.</summary>
    public DateTimeOffset? NextDue => _open.Min(entry => entry.Due);

    /// <summary>Gets what could not happen.</summary>
    public IEnumerable<Finding> Problems => _problems;

    /// <summary>Gets what has not happened, since what it waits for did not come.</summary>
    public IEnumerable<TestCue> Missed => _open.Select(entry => entry.Cue);

    /// <summary>Lets the first cue happen whose moment has come, while nothing else can go on.</summary>
    /// <returns>Whether one did.</returns>
    public async Task<bool> PlayAsync()
    {
        if (_open.Find(entry => entry.Due <= clock.GetUtcNow()) is { } due)
        {
            _open.Remove(due);
            observer.HasNews = true;
            await PlayAsync(due.Cue, due.Target ?? new Target(root, null)).ConfigureAwait(false);
            return true;
        }

        if (!observer.HasNews || !_open.Exists(entry => entry.Due is null))
        {
            return false;
        }

        observer.HasNews = false;
        var found = await FindAsync().ConfigureAwait(false);
        if (found is null)
        {
            return false;
        }

        // There may be more to find: the same look is taken again.
        observer.HasNews = true;
        return true;
    }

    private static DateTimeOffset? StartOf(TestCase test, TestCue cue) =>
        cue.Moment is { } moment ? moment + cue.Delay : cue.At is { } at ? test.Clock + at + cue.Delay : null;

    private async Task<Entry?> FindAsync()
    {
        var steps = await StepsAsync().ConfigureAwait(false);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in _open.Where(entry => entry is { Due: null, Target: null }))
        {
            if (TargetOf(entry.Cue, steps, taken) is { } target)
            {
                entry.Target = target;
                entry.Due = clock.GetUtcNow() + entry.Cue.Delay;
                return entry;
            }
        }

        return null;
    }

    private Target? TargetOf(TestCue cue, List<(RunId Run, StepView Step, IReadOnlyList<StepKeyPart> Chain)> steps, HashSet<string> taken)
    {
        foreach (var (run, step, chain) in steps)
        {
            if (cue.After is { } after)
            {
                if (after.Matches(chain) && step.Status is not (StepViewStatus.Running or StepViewStatus.Skipped))
                {
                    return new Target(run, null);
                }

                continue;
            }

            foreach (var wait in step.WaitsFor.Where(wait => !wait.IsMet && IsMeant(cue, wait, chain)))
            {
                // One that is on its way to this very wait stands before the next for it.
                var key = $"{run}/{step.FirstSequence}/{wait.Kind}/{wait.Name}";
                if (!_open.Exists(entry => entry.Target?.Wait == key) && taken.Add(key))
                {
                    return new Target(run, key) { Task = wait };
                }
            }
        }

        return null;
    }

    private static bool IsMeant(TestCue cue, WaitView wait, IReadOnlyList<StepKeyPart> chain) => (cue, wait.Kind) switch
    {
        (SignalCue signal, WaitKind.Signal) => signal.Name == wait.Name,
        (EventCue message, WaitKind.Event) => SubjectPattern.Matches(wait.Name, message.Subject),
        (HumanCue human, WaitKind.Task) => human.Step.Matches(chain),
        _ => false,
    };

    private async Task<List<(RunId Run, StepView Step, IReadOnlyList<StepKeyPart> Chain)>> StepsAsync()
    {
        var steps = new List<(RunId, StepView, IReadOnlyList<StepKeyPart>)>();
        foreach (var run in observer.Runs.ToList())
        {
            if (await places.ViewAsync(run.RunId).ConfigureAwait(false) is { } view)
            {
                foreach (var step in view.AllSteps())
                {
                    steps.Add((run.RunId, step, await places.ChainOfAsync(run.RunId, step.Path).ConfigureAwait(false)));
                }
            }
        }

        return steps;
    }

    private async Task PlayAsync(TestCue cue, Target target)
    {
        try
        {
            switch (cue)
            {
                case SignalCue signal:
                    await engine.SignalAsync(target.Run, signal.Name, signal.Data, by: signal.By).ConfigureAwait(false);
                    break;
                case EventCue message:
                    await engine.PublishAsync(message.Subject, message.Data).ConfigureAwait(false);
                    break;
                case HumanCue human:
                    var task = target.Task!; // a person answers what was asked, so there is one
                    await engine.CompleteTaskAsync(task.Name, human.Action ?? task.Actions[0], human.Form, human.By).ConfigureAwait(false);
                    break;
                case CancelCue cancel:
                    await engine.CancelAsync(target.Run, cancel.Reason, cancel.Compensate).ConfigureAwait(false);
                    break;
            }
        }
        catch (ArchException exception)
        {
            _problems.Add(new Finding(cue.Place, cue.Words, "ARCH7011", $"{Capital(cue.Words)} came to nothing: {exception.Code} {exception.Message}")
            {
                Remedy = "Let it happen at another time.",
            });
        }
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private sealed class Entry(TestCue cue, DateTimeOffset? due)
    {
        public TestCue Cue { get; } = cue;

        public DateTimeOffset? Due { get; set; } = due;

        public Target? Target { get; set; }
    }

    private sealed record Target(RunId Run, string? Wait)
    {
        public WaitView? Task { get; init; }
    }
}
