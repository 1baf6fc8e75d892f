using Arch.Engine.Memory;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Engine.Shell;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Testing.Comparing;
using Arch.Testing.Coverage;
using Arch.Testing.Outcomes;
using Arch.Workflows.Testing;

namespace Arch.Testing.Running;

/// <summary>One case with an engine, a store and a clock of its own.</summary>
internal sealed class CaseRun : IAsyncDisposable
{
    // A workflow that waits a minute at a time for a year jumps half a million times.
    private const int MostJumps = 1_000_000;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly WorkQueue _queue = new();
    private readonly CaseObserver _observer = new();
    private readonly MemoryJournalStore _store = new(new MemoryStoreOptions { KeepsEverything = true });
    private readonly List<Finding> _problems = [];
    private readonly TestSuite _suite;
    private readonly TestCase _test;
    private readonly TestClock _clock;
    private readonly MockedDefinitions _definitions;
    private readonly RunPlaces _places;
    private readonly CaseSteps _steps;
    private int _ids;

    public CaseRun(TestSuite suite, TestCase test, ITestSteps steps, IDefinitionSource definitions)
    {
        _suite = suite;
        _test = test;
        _clock = new TestClock(test.Clock);
        _definitions = new MockedDefinitions(definitions, test.Mocks);
        _places = new RunPlaces(_store, _definitions);
        _steps = new CaseSteps(test, steps, _queue, _clock, _places);
    }

    /// <summary>Gets what must not be, besides what the outcome shows.</summary>
    public IReadOnlyList<Finding> Problems => [.. _steps.Problems, .. _problems];

    /// <summary>Gets the mocks of the case itself that no step asked.</summary>
    public IReadOnlyList<MockRule> Unasked => _steps.Unasked;

    /// <summary>Gets which steps and branches ran.</summary>
    public IReadOnlyList<CoverageHits> Hits { get; private set; } = [];

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    /// <summary>Runs the case.</summary>
    /// <returns>What came out; <see langword="null"/> when the run did not even start.</returns>
    public async Task<CaseOutcome?> RunAsync(CancellationToken cancellationToken)
    {
        var engine = new WorkflowEngine(new EngineOptions
        {
            Store = _store,
            Executor = _steps,
            Definitions = _definitions,
            Observer = _observer,
            Time = _clock,
            Scheduler = _queue.Add,
            ShortWait = TimeSpan.FromDays(36_500),
            NewRunId = () => new RunId($"run{++_ids}"),
        });
        var isDone = false;
        try
        {
            var outcome = await RunAsync(engine, cancellationToken).ConfigureAwait(false);
            isDone = true;
            return outcome;
        }
        finally
        {
            await CloseAsync(engine, isDone).ConfigureAwait(false);
        }
    }

    private async Task<CaseOutcome?> RunAsync(WorkflowEngine engine, CancellationToken cancellationToken)
    {
        _test.Inputs.TryGetObject(out var inputs);
        var started = engine.StartAsync(_definitions.Mock(_suite.Workflow, isTested: true), inputs ?? ValueObject.Empty, _test.Trigger);
        await WorkAsync(cancellationToken).ConfigureAwait(false);
        RunId root;
        try
        {
            root = await started.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ArchException exception)
        {
            _problems.Add(new Finding(_test.Place, "start", exception.Code, $"The run did not start: {exception.Message}"));
            return null;
        }

        var cues = new CueSheet(_test, engine, _observer, _places, _clock, root);
        await PlayAsync(root, cues, cancellationToken).ConfigureAwait(false);
        _problems.AddRange(cues.Problems);
        var outcome = await new OutcomeReader(_store, _places, _observer).ReadAsync(root, _clock.GetUtcNow()).ConfigureAwait(false);
        if (outcome.HasEnded && _test.Until is null)
        {
            _problems.AddRange(cues.Missed.Select(cue => Missed(cue, outcome)));
        }

        Hits = await HitsAsync().ConfigureAwait(false);
        return outcome;
    }

    private async Task PlayAsync(RunId root, CueSheet cues, CancellationToken cancellationToken)
    {
        var until = _test.Until is { } length ? _test.Clock + length : DateTimeOffset.MaxValue;
        for (var jumps = 0; await WorkAsync(cancellationToken).ConfigureAwait(false); jumps++)
        {
            if (_observer.Find(root) is { HasEnded: true } or { Status: RunStatus.Parked })
            {
                return;
            }

            if (await cues.PlayAsync().ConfigureAwait(false))
            {
                continue;
            }

            var next = Earlier(_clock.NextDue, cues.NextDue);
            if (next is null || next > until)
            {
                _clock.JumpTo(until == DateTimeOffset.MaxValue ? _clock.GetUtcNow() : until);
                return;
            }

            if (jumps == MostJumps)
            {
                _problems.Add(new Finding(_test.Place, "time", "ARCH7012", $"The run goes on for ever: it has not ended after {MostJumps:N0} waits.")
                {
                    Remedy = "Add 'until' to the case to watch it for a while only.",
                });
                return;
            }

            _clock.JumpTo(next.Value);
        }
    }

    private async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        if (await _queue.DrainAsync(s_patience, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        _problems.Add(new Finding(
            _test.Place,
            _steps.Outside ?? "step",
            "ARCH7012",
            $"Step '{_steps.Outside}' is really run and has not ended after {s_patience.TotalSeconds:0} seconds.")
        {
            Remedy = "Mock it.",
        });
        return false;
    }

    private async Task CloseAsync(WorkflowEngine engine, bool isDone)
    {
        var closing = engine.DisposeAsync().AsTask();
        await _queue.DrainAsync(TimeSpan.FromSeconds(isDone ? 5 : 0), CancellationToken.None).ConfigureAwait(false);
        if (isDone)
        {
            await Task.WhenAny(closing, Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System)).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<CoverageHits>> HitsAsync()
    {
        var hits = new List<CoverageHits>();
        foreach (var run in _observer.Runs)
        {
            var records = await _store.ReadAsync(run.RunId).ConfigureAwait(false);
            hits.Add(CoverageHits.Of(_definitions.OriginalOf(run.Definition), records));
        }

        return hits;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) =>
        left is null ? right : right is null || left < right ? left : right;

    private static Finding Missed(TestCue cue, CaseOutcome outcome) =>
        new(cue.Place, cue.Words, "ARCH7011", $"{char.ToUpperInvariant(cue.Words[0])}{cue.Words[1..]} never came: the run had {outcome.Status} before.")
        {
            Remedy = cue is { At: null, Moment: null, After: null }
                ? "No step waited for it; take it out, or look at 'path' to see which way the run went."
                : "Let it come earlier, or take it out.",
        };
}
