using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>The state as a snapshot keeps it. What follows from the rest is left out and made again.</summary>
internal sealed partial class RunState
{
    public void Write(SnapshotWriter writer)
    {
        writer.Add("format", RunSnapshot.Format);
        writer.Add("definition", Definition.Id.Value);
        writer.Add("run", RunId.Value);
        writer.Add("next_sequence", NextSequence);
        writer.Add("next_id", NextId);
        writer.Add("paused", IsPaused);
        writer.Add("started_at", StartedAt);
        writer.Add("inputs", Inputs);
        writer.Add("trigger", Trigger);
        writer.Add("parent", Parent?.Value);
        if (ParentWait is { } wait)
        {
            writer.Add("parent_activation", wait.Activation);
            writer.Add("parent_attempt", wait.Attempt);
        }

        writer.Add("root_frame", RootFrame);
        writer.AddObjects("variables", _variables, variable =>
        {
            writer.Add("name", variable.Key);
            writer.Add("value", variable.Value);
        });
        writer.AddObjects("signals", _signals, signal =>
        {
            writer.Add("sequence", signal.Sequence);
            writer.Add("at", signal.At);
            writer.Add("name", signal.Name);
            writer.Add("data", signal.Data);
            writer.Add("by", signal.By);
        });
        writer.Add("taken_events", _takenEvents);
        writer.Add("listening", _listening);
        writer.Add("regaining", _regaining);
        writer.AddObjects("activations", Activations, activation => Write(writer, activation));
        writer.AddObjects("lanes", _lanes.Values.OrderBy(lane => lane.Id), lane => Write(writer, lane));
        writer.Add("ready", Ready.Where(IsReady).Select(lane => lane.Id));
    }

    public static RunState Read(WorkflowDefinition definition, RunId runId, SnapshotReader reader)
    {
        reader.ReadFrames(definition);
        var fields = reader.Fields;
        var state = new RunState(definition, runId)
        {
            NextSequence = fields.Long("next_sequence"),
            NextId = fields.Int("next_id"),
            IsPaused = fields.Flag("paused"),
            StartedAt = fields.Time("started_at").GetValueOrDefault(),
            Inputs = fields.Value("inputs"),
            Trigger = fields.Value("trigger"),
            Parent = fields.Text("parent") is { } parent ? new RunId(parent) : null,
            ParentWait = fields.Has("parent_attempt") ? (fields.Int("parent_activation"), fields.Int("parent_attempt")) : null,
            RootFrame = fields.Frame("root_frame"),
        };
        foreach (var variable in fields.Objects("variables"))
        {
            state._variables[variable.Text("name")!] = variable.Value("value"); // a variable always has a name
        }

        foreach (var signal in fields.Objects("signals"))
        {
            state._signals.Add(new SignalReceived
            {
                Sequence = signal.Long("sequence"),
                At = signal.Time("at").GetValueOrDefault(),
                Name = signal.Text("name")!, // as above
                Data = signal.Value("data"),
                By = signal.Text("by"),
            });
        }

        state._takenEvents.UnionWith(fields.Texts("taken_events"));
        state.ReadSteps(fields);
        state._listening.UnionWith(fields.Ints("listening"));
        state._regaining.UnionWith(fields.Ints("regaining"));
        foreach (var lane in fields.Ints("ready"))
        {
            state.Ready.Enqueue(state._lanes[lane]);
        }

        return state;
    }

    private static void Write(SnapshotWriter writer, Activation activation)
    {
        writer.Add("id", activation.Id);
        if (activation.Lane is { } lane)
        {
            writer.Add("node", activation.Node!.Index); // only the run itself has neither
            writer.Add("lane", lane.Id);
            writer.Add("opened_at", activation.OpenedAt);
        }

        writer.Add("attempt", activation.Attempt);
        writer.Add("attempting", activation.IsAttempting);
        writer.Add("retrying", activation.IsRetrying);
        writer.Add("cut_off", activation.IsCutOff);
        writer.Add("input", activation.Input);
        writer.Add("timeout_at", activation.TimeoutAt);
        writer.Add("due_at", activation.DueAt);
        writer.Add("opened", activation.Opened);
        writer.Add("closed", activation.Closed);
        writer.Add("last_error", activation.LastError);
        writer.Add("results", activation.Results);
        if (activation.Graph is { } graph)
        {
            writer.Add("open_needs", graph.OpenNeeds);
            writer.Add("startable", graph.Startable);
            writer.Add("edges_followed", graph.EdgesFollowed);
        }

        writer.Add("unwinding", activation.Unwinding);
        writer.Add("compensates", activation.Compensates);
        writer.Add("handles", activation.Handles);
        writer.AddObjects("completed", activation.Completed, step =>
        {
            writer.Add("node", step.Node.Index);
            writer.Add("path", step.Path);
            writer.Add("frame", step.Frame);
            writer.Add("sequence", step.Sequence);
        });
        writer.Add("compensation", activation.Compensation);
        writer.Add("met", activation.Met);
        writer.Add("cache_key", activation.CacheKey);
        writer.AddObjects("permits", activation.Permits, permit =>
        {
            writer.Add("key", permit.Key);
            writer.Add("place", permit.Value);
        });
        writer.Add("granted", activation.Granted);
        writer.Add("finally_opened", activation.FinallyOpened);
    }

    private static void Write(SnapshotWriter writer, Lane lane)
    {
        writer.Add("id", lane.Id);
        writer.Add("owner", lane.Owner.Id);
        writer.Add("role", lane.Role.ToString());
        writer.Add("key", lane.Key);
        writer.Add("frame", lane.Frame);
        writer.Add("error", lane.Error);
        writer.Add("after_unwinding", lane.IsAfterUnwinding);
        writer.Add("cursor", lane.Cursor);
        writer.Add("ending", lane.Ending);
    }

    // Numbers are given in the order in which things begin, so that what something runs in has a lower number than it.
    private void ReadSteps(SnapshotFields fields)
    {
        var activations = fields.Objects("activations").ToDictionary(item => item.Int("id"));
        var lanes = fields.Objects("lanes").ToDictionary(item => item.Int("id"));
        Read(Root, activations[0]);
        foreach (var id in activations.Keys.Concat(lanes.Keys).Where(id => id > 0).Order())
        {
            if (lanes.TryGetValue(id, out var lane))
            {
                ReadLane(id, lane);
            }
            else
            {
                ReadActivation(id, activations[id]);
            }
        }
    }

    private void ReadLane(int id, SnapshotFields fields)
    {
        var owner = _activations[fields.Int("owner")];
        var role = fields.Enum<LaneRole>("role");
        var key = fields.Int("key");
        var lane = new Lane(id, owner, role, key, Blocks.Find(Definition, owner, role, key), fields.Frame("frame"))
        {
            Error = fields.Error("error"),
            Undoes = role == LaneRole.Compensation ? owner.Completed[key] : null,
            IsAfterUnwinding = fields.Flag("after_unwinding"),
            Cursor = fields.Int("cursor"),
            Ending = fields.Outcome("ending"),
        };
        _lanes.Add(id, lane);
        lane.Place = owner.Lanes.AddLast(lane);
    }

    private void ReadActivation(int id, SnapshotFields fields)
    {
        var lane = _lanes[fields.Int("lane")];
        var activation = new Activation(id, Definition.Nodes[fields.Int("node")], lane, fields.Time("opened_at").GetValueOrDefault());
        _activations.Add(id, activation);
        lane.Current = activation;
        Read(activation, fields);
    }

    private void Read(Activation activation, SnapshotFields fields)
    {
        activation.Attempt = fields.Int("attempt");
        SetAttempting(activation, fields.Flag("attempting"));
        activation.IsRetrying = fields.Flag("retrying");
        SetCutOff(activation, fields.Flag("cut_off"));
        activation.Input = fields.Value("input");
        SetMoments(activation, fields.Time("timeout_at"), fields.Time("due_at"));
        activation.Opened = fields.Int("opened");
        activation.Closed = fields.Int("closed");
        activation.LastError = fields.Error("last_error");
        activation.Results = fields.Values("results");
        if (activation.Node is GraphNode graph && fields.Has("open_needs"))
        {
            activation.Graph = new GraphProgress(graph.Steps, fields.Ints("open_needs"), fields.Ints("startable"), fields.Int("edges_followed"));
        }

        activation.Unwinding = fields.Outcome("unwinding");
        activation.Compensates = fields.Flag("compensates");
        activation.Handles = fields.Flag("handles");
        foreach (var step in fields.Objects("completed"))
        {
            activation.Completed.Add(new CompletedStep(
                Definition.Nodes[step.Int("node")],
                step.Text("path")!, // a step always has one
                step.Frame("frame"),
                step.Long("sequence")));
        }

        activation.Compensation = fields.Values("compensation")?.ToList();
        activation.Met = fields.Values("met");
        activation.CacheKey = fields.Text("cache_key");
        activation.Permits = [.. fields.Objects("permits").Select(permit => KeyValuePair.Create(permit.Text("key")!, permit.Int("place")))]; // as above
        activation.Granted = fields.Int("granted");
        activation.FinallyOpened = fields.Flag("finally_opened");
    }
}
