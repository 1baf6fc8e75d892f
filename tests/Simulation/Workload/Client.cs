using Arch.Engine.Memory;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Workflows.Definitions;
using Arch.Workflows.Inputs;
using Simulation.Hosts;
using Simulation.Kernel;
using Simulation.Oracle;
using static System.FormattableString;

namespace Simulation.Workload;

/// <summary>Those who start runs and say things to them, through whichever host answers, and note what they were told.</summary>
internal sealed class Client(World world, Cluster cluster, Judge judge, WorkflowSet workflows, MemoryJournalStore disk)
{
    private readonly List<ClientCall> _calls = [];
    private int _numbers;
    private int _starts;

    public Ledger Ledger { get; } = new();

    /// <summary>Gets the calls that were not answered by hosts that live.</summary>
    public IEnumerable<ClientCall> Unanswered => _calls.Where(call => !call.IsAnswered && call.Host.IsAlive);

    /// <summary>Does something now and then while the world is hostile.</summary>
    public void Begin() => world.Post(null, world.Random.Upto(world.Settings.Gap * 2), "client", () =>
    {
        if (world.IsHostile)
        {
            RepeatLost();
            Act();
            Begin();
        }
    });

    /// <summary>Gives the runs that wait for somebody what they wait for.</summary>
    public void Help()
    {
        foreach (var book in judge.Books.Where(book => book.Ended is null).ToList())
        {
            var runId = new RunId(book.RunId);
            var row = Now(disk.FindAsync(runId));
            if (book.IsPaused || row?.Status == RunStatus.Parked)
            {
                Call("resume " + runId, false, host => host.Engine.ResumeAsync(runId, "helper"));
            }

            foreach (var leaf in book.OpenLeaves().ToList())
            {
                switch (leaf.Condition)
                {
                    case SignalCondition signal:
                        Signal(runId, signal.Signal, 9);
                        break;
                    case EventCondition:
                        Publish(leaf.Step.Input[leaf.Leaf].Text("event") switch { "ev.>" => "ev.b", "ev.*" => "ev.a", var subject => subject! });
                        break;
                }
            }
        }

        foreach (var task in Now(disk.ListTasksAsync(new HumanTaskQuery { Limit = 1_000 })))
        {
            Complete(task);
        }
    }

    public void RepeatLost()
    {
        foreach (var call in _calls.Where(call => !call.IsAnswered && !call.Host.IsAlive).ToList())
        {
            call.IsAnswered = true;
            Repeat(call);
        }
    }

    private void Act()
    {
        if (_starts < world.Settings.Starts && (judge.Books.Count == 0 || world.Random.Chance(0.35)))
        {
            _starts++;
            Start();
            return;
        }

        if (judge.AnyRun(world.Random) is not { } runId)
        {
            return;
        }

        if (world.Settings.Moves && world.Random.Chance(judge.Find(runId.Value)!.Ended is null ? 0.5 : 0.02)) // it is one that is known
        {
            Move(runId);
            return;
        }

        switch (world.Random.Below(100))
        {
            case < 35:
                Signal(runId, world.Random.Pick(Names.Signals), world.Random.Below(10));
                break;
            case < 50:
                if (Now(disk.ListTasksAsync(new HumanTaskQuery { Limit = 1_000 })) is { Count: > 0 } tasks)
                {
                    Complete(world.Random.Pick(tasks));
                }

                break;
            case < 68:
                Publish(world.Random.Pick(Names.Subjects));
                break;
            case < 74:
                var compensate = world.Random.Chance(0.6);
                Call(Invariant($"cancel {runId} {compensate}"), true, async host =>
                {
                    await host.Engine.CancelAsync(runId, "not wanted", compensate, "client");
                    Ledger.Cancelled.Add(runId.Value);
                });
                break;
            case < 80:
                Call("pause " + runId, false, host => host.Engine.PauseAsync(runId, "look", "client"));
                break;
            case < 88:
                Call("resume " + runId, false, host => host.Engine.ResumeAsync(runId, "client"));
                break;
            case < 92:
                Call("recover " + runId, false, host => host.Engine.RecoverAsync(world.Random.Chance(0.5) ? runId : null));
                break;
            default:
                Wait(runId, world.Random.Chance(0.3) ? TimeSpan.FromSeconds(1) : null);
                break;
        }
    }

    private void Start()
    {
        var definition = world.Random.Pick(workflows.All);
        var token = Invariant($"c{_numbers++}");
        var key = world.Random.Pick(["a", "b", "c"]);
        var inputs = InputBinder.Bind(definition.Inputs, Value.From(ValueObject.Of(
            ("n", Value.From(world.Random.Below(6))), ("k", Value.From(key)), ("token", Value.From(token)))));
        inputs.Inputs.TryGetObject(out var bound);
        var trigger = Value.From(ValueObject.Of(("kind", Value.From("manual"))));
        var waits = world.Random.Chance(0.3);
        Call(Invariant($"start {definition.FullName} {token} {key}"), true, async host =>
        {
            Ledger.SentStarts[token] = Ledger.SentStarts.GetValueOrDefault(token) + 1;
            var runId = waits
                ? Check(await host.Engine.RunAsync(definition, bound!, trigger)).RunId // binding gives an object
                : await host.Engine.StartAsync(definition, bound!, trigger);
            var book = judge.Find(runId.Value);
            var inputsOfRun = book?.Inputs ?? default;
            Must(
                definition.IdempotencyKey is null ? inputsOfRun.Text("token") == token : inputsOfRun.Text("k") == key,
                $"start '{token}' was confirmed with run '{runId}', which is not the one");
            Ledger.Started.Add((token, key, definition.FullName, runId));
        });
    }

    private void Signal(RunId runId, string name, int number)
    {
        var token = Invariant($"s{_numbers++}");
        var data = Value.From(ValueObject.Of(("n", Value.From(number)), ("token", Value.From(token))));
        Call(Invariant($"signal {runId} {name} {number} {token}"), true, async host =>
        {
            await host.Engine.SignalAsync(runId, name, data, token, "client");
            Must(judge.AcceptedSignals.GetValueOrDefault(token) > 0, $"signal '{token}' was confirmed, but is not durable");
            Ledger.Signalled.Add((runId, token));
        });
    }

    private void Complete(HumanTask task)
    {
        var action = world.Random.Pick(task.Actions);
        Call(Invariant($"complete {task.Id} {action}"), true, async host =>
        {
            await host.Engine.CompleteTaskAsync(task.Id, action, default, "client");
            Ledger.Completed.Add((task.Id, action));
        });
    }

    private void Publish(string subject)
    {
        var message = new BusEvent
        {
            Id = Invariant($"e{_numbers++}"),
            Subject = subject,
            Data = Value.From(ValueObject.Of(("n", Value.From(world.IsHostile ? world.Random.Below(10) : 9)))),
            At = SimClock.At(world.Now) + (world.IsHostile ? TimeSpan.Zero : cluster.Furthest),
        };
        var times = world.Random.Chance(0.15) && world.IsHostile ? 2 : 1;
        for (var i = 0; i < times; i++)
        {
            Call(Invariant($"publish {message.Id} {subject}"), true, async host =>
            {
                await host.Engine.PublishAsync(message);
                Ledger.Published.Add(message.Id);
            });
        }

        if (times > 1)
        {
            world.Faults.Count(FaultKind.PublishedTwice);
        }
    }

    private void Move(RunId runId)
    {
        var book = judge.Find(runId.Value)!; // it was chosen among those that are known
        var to = world.Random.Pick(workflows.VersionsOf(book.Definition.FullName));
        if (world.Random.Chance(0.4))
        {
            // With luck it goes on to where the version does not fit before it takes the other word.
            Signal(runId, world.Random.Pick(Names.Signals), world.Random.Below(10));
        }

        Call(Invariant($"move {runId} {to.Id.Value[..6]}"), true, async host =>
        {
            var before = book.Sequence;
            try
            {
                await host.Engine.MigrateAsync(runId, to, "client");
            }
            catch (ArchException exception) when (exception.Code == "ARCH3227")
            {
                // Its journal tells where it was only when it has not gone on meanwhile.
                Must(
                    book.Sequence > before || book.MayRefuse(workflows.Version(to.Id.Value)),
                    $"run '{runId}' cannot be moved to {to.Id.Value[..6]}, although nothing speaks against it: {exception.Message}");
                world.Faults.Count(FaultKind.MoveRefused);
            }
        });
    }

    private void Wait(RunId runId, TimeSpan? patience) => Call(
        "wait " + runId,
        false,
        async host => Check(await host.Engine.WaitAsync(runId, patience)));

    private RunSummary Check(RunSummary summary)
    {
        Must(
            !summary.HasEnded || judge.Find(summary.RunId.Value)?.Ended == summary.Status.ToString(),
            $"a client was told that run '{summary.RunId}' is {summary.Status}, which is not durable");
        return summary;
    }

    private void Call(string what, bool isRepeated, Func<SimHost, Task> work)
    {
        if (cluster.Pick() is { } host)
        {
            var call = new ClientCall(what, host, work, isRepeated);
            _calls.Add(call);
            _ = AnswerAsync(call);
        }
    }

    private async Task AnswerAsync(ClientCall call)
    {
        world.Note(call.Host, "CLIENT", call.What);
        try
        {
            await call.Work(call.Host);
            world.CheckThread("client");
            world.Note(call.Host, "CONFIRMED", call.What);
        }
        catch (ArchException exception) when (exception.Code is "ARCH3204" or "ARCH3206" or "ARCH3207")
        {
            world.CheckThread("client");
            world.Note(call.Host, "TOLD " + exception.Code, call.What);
            CheckRefusal(call, exception);
        }
        catch (ArchException exception)
        {
            world.CheckThread("client");
            world.Note(call.Host, "TOLD " + exception.Code, call.What);
            Repeat(call);
        }
#pragma warning disable CA1031 // Whatever it is, it is not what a client is to get
        catch (Exception exception)
#pragma warning restore CA1031
        {
            world.Fail($"the call '{call.What}' ends with {exception}.");
        }

        call.IsAnswered = true;
    }

    private void CheckRefusal(ClientCall call, ArchException exception)
    {
        var name = call.What.Split(' ')[1];
        if (exception.Code == "ARCH3207")
        {
            var colon = name.LastIndexOf(':');
            var activation = int.Parse(name[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture);
            Must(judge.Find(name[..colon])?.Find(activation) is null or { IsListening: false }, $"task '{name}' is open, but '{call.What}' was told {exception.Code}");
        }
        else
        {
            var book = judge.Find(name[(name.LastIndexOf('/') + 1)..].Split(':')[0]);
            Must(book is not null && (exception.Code != "ARCH3206" || book.Ended is not null), $"'{call.What}' was told {exception.Code} {exception.Message}");
        }
    }

    // The client cannot know whether it was heeded.
    private void Repeat(ClientCall call)
    {
        if (call.IsRepeated && world.IsHostile)
        {
            world.Faults.Count(FaultKind.ClientRepeated);
            world.Post(null, world.Random.Upto(TimeSpan.FromSeconds(2)), "client again", () => Call(call.What, true, call.Work));
        }
    }

    private void Must(bool holds, string what)
    {
        if (!holds)
        {
            world.Fail(what + ".");
        }
    }

    private static T Now<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();
}
