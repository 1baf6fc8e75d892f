using Arch.Engine.Core;
using Arch.Engine.History;
using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Engine.Tests.History;
using Arch.Sdk;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Tests.Golden;

/// <summary>Plays one run on the decision core, and says what it was at some moments.</summary>
internal sealed class GoldenPlay(WorkflowDefinition definition, RunId runId)
{
    // Of the first third, of the second, and the last.
    private const int Moments = 3;

    private readonly Queue<WorkflowDefinition> _versions = new();
    private readonly List<JournalRecord> _records = [];
    private readonly List<int> _ends = [];
    private RunDefinitions _definitions = new(definition);
    private int _every;
    private int _asksAt;

    public IReadOnlyList<JournalRecord> Records => _records;

    /// <summary>Gets the definitions that the records refer to.</summary>
    public IEnumerable<WorkflowDefinition> Definitions => RunDefinitions.NamedIn(_records).Select(_definitions.Get);

    /// <summary>
    /// Lets the run be moved to these versions of its workflow, one after the other. Each time after so many records somebody asks for
    /// the next one, until it is safe.
    /// </summary>
    public GoldenPlay Moving(int every, params WorkflowDefinition[] versions)
    {
        (_every, _asksAt) = (every, every);
        foreach (var version in versions)
        {
            _versions.Enqueue(version);
            _definitions = _definitions.With(version);
        }

        return this;
    }

    /// <summary>Plays from the beginning.</summary>
    public GoldenPlay Begin(World world, Happening? first = null, int most = int.MaxValue)
    {
        GoOn(new RunState(definition, runId) { Definitions = _definitions }, world, first, most);
        return this;
    }

    /// <summary>Lets a run that failed or was cancelled go on, an hour later; one that succeeded stays as it is.</summary>
    public GoldenPlay TryAgain(World world)
    {
        try
        {
            var point = new RewindFinder(_definitions, runId, _records).OfFailure();
            world.Pass(_records[^1].At.AddHours(1));
            GoOn(RunFold.To(_definitions, runId, _records, point.To), world, new RewindAsked(point, TimeSpan.FromHours(1), "It is tried again.", "ann"));
        }
        catch (ArchException exception) when (exception.Code is "ARCH3221" or "ARCH3223")
        {
            // It succeeded, or was undone.
        }

        return this;
    }

    /// <summary>Repeats another run from before a step.</summary>
    public GoldenPlay Repeat(GoldenPlay other, RunId otherId, string stepPath, World world)
    {
        var point = new RewindFinder(_definitions, otherId, other.Records).Before(stepPath);
        world.Pass(other.Records[^1].At.AddHours(2));
        var start = (RunStarted)other.Records[0];
        var copies = RunFork.Copy(other.Records, otherId, point.To, (start.Inputs, start.Trigger, world.Now));
        _records.AddRange(copies);
        _asksAt = _records.Count + _every;
        GoOn(RunFold.Of(_definitions, runId, copies), world, new RewindAsked(point with { To = copies.Count, Signals = [] }, TimeSpan.Zero, "It is repeated.", "bob"));
        return this;
    }

    public GoldenRun ToRun(string about) => new()
    {
        Id = runId,
        About = about,
        Records = [.. _records.Select(KeptRecord.Of)],
        Moments = [.. Enumerable.Range(1, Moments).Select(i => _ends[Math.Max(1, _ends.Count * i / Moments) - 1])
            .Concat(_ends.Where(end => _records[end - 1] is RunMigrated))
            .Distinct().Order().Select(Moment)],
    };

    private void GoOn(RunState state, World world, Happening? first, int most = int.MaxValue)
    {
        while (!state.HasEnded && _records.Count < most)
        {
            var decision = Decider.Decide(state, [first ?? Move(state, world) ?? world.Next(state)], world.Now, CancellationToken.None);
            first = null;
            if (decision.Records.Count > 0)
            {
                _records.AddRange(decision.Records);
                _ends.Add(_records.Count);
            }

            world.Take(state, decision);
        }
    }

    private MessageCame? Move(RunState state, World world)
    {
        if (_versions.TryPeek(out var to) && to.Id == state.Definition.Id)
        {
            _versions.Dequeue();
        }

        if (_records.Count < _asksAt || !_versions.TryPeek(out to))
        {
            return null;
        }

        _asksAt = _records.Count + _every;
        return new MessageCame(new RunMessage
        {
            RunId = runId,
            Id = "migrate/" + to.Id.Value,
            Kind = RunMessageKind.Migrate,
            Name = to.Id.Value,
            By = "ann",
            At = world.Now,
        });
    }

    private GoldenMoment Moment(int after)
    {
        var seen = _records.Take(after).ToList();
        var state = RunFold.Of(_definitions, runId, seen);
        return new GoldenMoment(
            after,
            ViewJson.Of(RunViews.At(_definitions, runId, seen)),
            ViewJson.Of(state.ToSummary(), state.NextDue),
            RunSnapshot.Format,
            state.HasEnded ? null : System.Text.Encoding.UTF8.GetString(RunSnapshot.Encode(state)));
    }
}
