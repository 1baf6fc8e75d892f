using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>
/// The state of a run: the fold of its records. Only <see cref="Apply"/> changes it, so that a run that is read back is the same
/// as one that never left memory.
/// </summary>
internal sealed partial class RunState
{
    private readonly Dictionary<int, Activation> _activations = [];
    private readonly Dictionary<int, Lane> _lanes = [];
    private readonly SortedSet<(DateTimeOffset At, int Key)> _moments = [];
    private readonly SortedSet<int> _listening = [];
    private readonly List<SignalReceived> _signals = [];
    private readonly SortedSet<int> _regaining = [];
    private readonly HashSet<string> _takenEvents = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, Value> _variables = new(StringComparer.Ordinal);
    private Value _variablesView;
    private int _attempting;
    private int _cutOff;

    public RunState(WorkflowDefinition definition, RunId runId)
    {
        Definition = definition;
        Definitions = new RunDefinitions(definition);
        RunId = runId;
        RootFrame = new Frame(0, definition.Scopes[0].Nodes.Length, null);
        Root = new Activation(0, null, null, default);
        _activations.Add(0, Root);
        foreach (var variable in definition.Variables)
        {
            _variables[variable.Name] = variable.Initial;
        }
    }

    public WorkflowDefinition Definition { get; private set; }

    /// <summary>Gets or sets the definitions that records may refer to.</summary>
    public RunDefinitions Definitions { get; set; }

    public RunId RunId { get; }

    public Frame RootFrame { get; private set; }

    public Activation Root { get; }

    public long NextSequence { get; private set; } = 1;

    public int NextId { get; private set; } = 1;

    public Value Inputs { get; private set; }

    public Value Trigger { get; private set; }

    public RunId? Parent { get; private set; }

    /// <summary>Gets the activation and attempt of the parent that waits for the run.</summary>
    public (int Activation, int Attempt)? ParentWait { get; private set; }

    /// <summary>Gets whether nothing more begins until the run is resumed.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Gets whether the run was rewound and has not yet got back all permits that it had: nothing begins before that.</summary>
    public bool IsHeld => _regaining.Count > 0;

    /// <summary>Gets the activations that ask again for the permits that they had, in the order in which they do.</summary>
    public IEnumerable<Activation> Regaining => _regaining.Select(id => _activations[id]);

    /// <summary>Gets whether a step is to be begun anew after the run was rewound.</summary>
    public bool HasCutOff => _cutOff > 0;

    /// <summary>Gets whether nothing may begin at the moment.</summary>
    public bool IsStopped => IsPaused || IsHeld;

    /// <summary>Gets the signals that no wait has taken yet, in the order in which they came.</summary>
    public IReadOnlyList<SignalReceived> Signals => _signals;

    /// <summary>Gets the activations that wait for something from outside, in the order in which they began.</summary>
    public IEnumerable<Activation> Listening => _listening.Select(id => _activations[id]);

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public RunStatus? Ended { get; private set; }

    public Value Outputs { get; private set; }

    public StepError? Error { get; private set; }

    public bool HasStarted => NextSequence > 1;

    public bool HasEnded => Ended is not null;

    /// <summary>Gets the lanes that can go on at once, in order; what a decision works off.</summary>
    public Queue<Lane> Ready { get; } = [];

    public DateTimeOffset? NextDue => _moments.Count == 0 || IsStopped ? null : _moments.Min.At;

    /// <summary>Gets the activations under way, in the order in which they began; the first is the run itself.</summary>
    public IEnumerable<Activation> Activations => _activations.Values.OrderBy(activation => activation.Id);

    public Value Variables
    {
        get
        {
            if (_variablesView.IsUndefined)
            {
                _variablesView = Value.From(
                    ValueObject.Of(new OrderedDictionary<string, Value>(_variables, StringComparer.Ordinal)));
            }

            return _variablesView;
        }
    }

    public bool IsRegaining(Activation activation) => _regaining.Contains(activation.Id);

    public bool HasTaken(string eventId) => _takenEvents.Contains(eventId);

    public bool IsReady(Lane lane) => lane.Current is null && _lanes.GetValueOrDefault(lane.Id) == lane;

    public Lane? FindLane(int id) => _lanes.GetValueOrDefault(id);

    public Activation? FindActivation(int id) => _activations.GetValueOrDefault(id);

    /// <summary>Finds what is due: activations whose moment has come, in order of their moments.</summary>
    public List<Activation> DueBy(DateTimeOffset at)
    {
        var due = new List<Activation>();
        var seen = new HashSet<Activation>(ReferenceEqualityComparer.Instance);
        foreach (var (moment, id) in _moments)
        {
            if (moment > at)
            {
                break;
            }

            var activation = _activations[id / 2];
            if (seen.Add(activation))
            {
                due.Add(activation);
            }
        }

        return due;
    }

    public RunSummary ToSummary() => new()
    {
        RunId = RunId,
        Workflow = Definition.FullName,
        Definition = Definition.Id,
        Status = Ended ?? (!IsIdle ? RunStatus.Running : IsPaused ? RunStatus.Paused : RunStatus.Waiting),
        StartedAt = StartedAt,
        EndedAt = EndedAt,
        DueAt = HasEnded ? null : NextDue,
        Parent = Parent,
        Outputs = Outputs,
        Error = Error,
    };

    /// <summary>Gets what was under way outside of the run, to be taken up again by a host that takes the run over.</summary>
    public IReadOnlyList<Effect> OpenEffects()
    {
        var effects = new List<Effect>();
        if (HasEnded)
        {
            return effects;
        }

        foreach (var activation in _activations.Values.Where(a => a.IsAttempting).OrderBy(a => a.Id))
        {
            // A called run may be there already, and is not left alone because another run's outputs are kept by now.
            if ((activation.Node is CallNode ? Carrying(activation) : Starting(activation)) is { } effect)
            {
                effects.Add(effect);
            }
        }

        if (Ready.Count > 0 && !IsStopped)
        {
            effects.Add(new ContinueLater());
        }

        return effects;
    }

    /// <summary>Gets the effect that carries out the attempt of an activation.</summary>
    public Effect? Starting(Activation activation) =>
        activation.CacheKey is { } key ? new LookUpCache(activation.Id, activation.Attempt, key) : Carrying(activation);

    /// <summary>
    /// Gets the effect that carries out the attempt of an activation whose outputs are not kept already;
    /// <see langword="null"/> when it needs none.
    /// </summary>
    public Effect? Carrying(Activation activation) => activation.Node switch
    {
        UsesNode uses => new StartAttempt(
            activation.Id,
            activation.Attempt,
            uses,
            StepPaths.Of(activation),
            // The number of the activation tells apart what runs again: in another attempt of a block, or after a rewinding.
            $"{RunId.Value}/{StepPaths.Of(activation)}/{activation.Id}.{activation.Attempt}",
            activation.Input),
        AgentNode agent => new AskAgent(activation.Id, activation.Attempt, agent, StepPaths.Of(activation), activation.Input),
        CallNode call => new StartChild(activation.Id, activation.Attempt, call, ChildId(activation), activation.Input),
        _ => null,
    };

    public RunId ChildId(Activation activation) => ChildId(activation.Id, activation.Attempt);

    public RunId ChildId(int activation, int attempt) => new($"{RunId.Value}-{activation}-{attempt}");

    // A fold queues a lane each time one of its steps ends; only those that still can go on count, and of those the last time.
    public void SettleReady()
    {
        var ready = Ready.Where(IsReady).Reverse().Distinct().Reverse().ToList();
        Ready.Clear();
        foreach (var lane in ready)
        {
            Ready.Enqueue(lane);
        }
    }

    /// <summary>
    /// Gets whether nothing is under way outside and nothing can go on at once: the run waits for a moment, a message, or the end
    /// of its pause.
    /// </summary>
    public bool IsIdle => _attempting == 0 && (Ready.Count == 0 || IsStopped);
}
