using System.Collections.Immutable;
using Arch.Expressions.Values;
using Arch.Workflows.Compiling;
using Arch.Workflows.Definitions;
using Arch.Workflows.Durations;
using Arch.Workflows.Inputs;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Testing;

/// <summary>Reads what happens from outside while a case runs.</summary>
internal sealed class CueReader(SuiteScope scope)
{
    public IEnumerable<TestCue> Read(YamlMapping mapping)
    {
        foreach (var item in Items(mapping, "signals"))
        {
            CheckSignal(item);
            var signal = new SignalCue(Text(item, "name") ?? "", Data(item, "data"), Text(item, "by")) { Place = scope.Context.PlaceOf(item) };
            yield return Timed(item, signal);
        }

        foreach (var item in Items(mapping, "events"))
        {
            CheckEvent(item);
            yield return Timed(item, new EventCue(Text(item, "subject") ?? "", Data(item, "data")) { Place = scope.Context.PlaceOf(item) });
        }

        foreach (var entry in (mapping.Find("human")?.Value as YamlMapping)?.Entries ?? [])
        {
            foreach (var answer in Answers(entry))
            {
                yield return answer;
            }
        }

        if (mapping.Find("cancel")?.Value is YamlMapping cancel)
        {
            if (cancel.Find("after") is null && cancel.Find("at") is null)
            {
                scope.Context.Error(
                    mapping.Find("cancel")!.Key, // it was found above
                    "ARCH7007",
                    "'cancel' does not say when.",
                    "Add 'after: step', or 'at: 2h'.");
            }

            var reason = Text(cancel, "reason") ?? "The test cancels the run.";
            var compensates = Scalars.Flag(cancel.Find("compensate")?.Value);
            yield return Timed(cancel, new CancelCue(reason, compensates) { Place = scope.Context.PlaceOf(cancel) });
        }
    }

    private static IEnumerable<YamlMapping> Items(YamlMapping mapping, string key) =>
        ((mapping.Find(key)?.Value as YamlSequence)?.Items ?? []).OfType<YamlMapping>();

    private static string? Text(YamlMapping mapping, string key) => Scalars.Text(mapping.Find(key)?.Value);

    private static Value Data(YamlMapping mapping, string key) =>
        mapping.Find(key) is { } data ? YamlData.ToValue(data.Value) : Value.Undefined;

    private IEnumerable<HumanCue> Answers(YamlEntry entry)
    {
        if (scope.Steps.Resolve(entry.Key, entry.Name, "'human'") is not var (key, nodes))
        {
            yield break;
        }

        if (nodes[0] is not HumanNode human)
        {
            scope.Context.Refuse(
                entry.Key,
                "ARCH7004",
                $"step '{entry.Name}' asks nobody: it is a step of the verb '{nodes[0].Verb}'.",
                "Name a step with 'human'.");
            yield break;
        }

        ImmutableArray<YamlNode> answers = entry.Value is YamlSequence list ? list.Items : [entry.Value];
        foreach (var answer in answers.OfType<YamlMapping>())
        {
            CheckAnswer(answer, human);
            yield return new HumanCue(key, Text(answer, "action"), Data(answer, "form"), Text(answer, "by"))
            {
                Place = scope.Context.PlaceOf(answer),
                Delay = Scalars.Duration(answer.Find("delay")?.Value) ?? TimeSpan.Zero,
            };
        }
    }

    private void CheckAnswer(YamlMapping answer, HumanNode human)
    {
        if (answer.Find("action") is { } action && Text(answer, "action") is { } chosen && !human.Actions.Contains(chosen))
        {
            scope.Context.Refuse(
                action.Value,
                "ARCH7006",
                $"the task of step '{human.Id}' has no action '{chosen}'.",
                $"Its actions are {string.Join(", ", human.Actions)}.");
        }

        var form = answer.Find("form");
        var filled = DefaultFilling.Fill(form is null ? Value.EmptyObject : YamlData.ToValue(form.Value), human.Form);
        foreach (var finding in ShapeCheck.Check(filled, human.Form))
        {
            scope.Context.Error(
                form?.Value ?? answer,
                "ARCH7006",
                finding.Describe($"the form of step '{human.Id}'"));
        }
    }

    private void CheckSignal(YamlMapping item)
    {
        var name = Text(item, "name");
        var known = scope.Steps.Everything().OfType<WaitNode>().SelectMany(wait => Signals(wait.Condition)).Distinct().ToList();
        if (name is not null && item.Find("name") is { } entry && !known.Contains(name))
        {
            scope.Context.Refuse(
                entry.Value,
                "ARCH7003",
                $"no step of '{scope.Tested.FullName}' waits for the signal '{name}'.",
                known.Count == 0 ? "It waits for no signals." : $"It waits for {string.Join(", ", known)}.");
        }
    }

    // Which subjects a step waits for may be decided when it runs, but not whether any step waits for events.
    private void CheckEvent(YamlMapping item)
    {
        if (item.Find("subject") is { } subject && !scope.Steps.Everything().OfType<WaitNode>().Any(wait => HasEvent(wait.Condition)))
        {
            scope.Context.Refuse(
                subject.Value,
                "ARCH7003",
                $"no step of '{scope.Tested.FullName}' waits for an event, such as '{SuiteScope.Text(subject.Value)}'.",
                "Take it out.");
        }
    }

    private static bool HasEvent(WaitCondition condition) =>
        condition is EventCondition || (condition is CombinedCondition combined && combined.Parts.Any(HasEvent));

    private static IEnumerable<string> Signals(WaitCondition condition) => condition switch
    {
        SignalCondition signal => [signal.Signal],
        CombinedCondition combined => combined.Parts.SelectMany(Signals),
        _ => [],
    };

    private T Timed<T>(YamlMapping mapping, T cue)
        where T : TestCue
    {
        if (mapping.Find("after") is { } after && mapping.Find("at") is not null)
        {
            scope.Context.Error(after.Key, "ARCH7007", "'after' and 'at' exclude each other.", "Add 'delay' to 'after' instead.");
        }

        StepKey? key = null;
        if (mapping.Find("after") is { } step)
        {
            key = scope.Steps.Resolve(step.Value, SuiteScope.Text(step.Value), "'after'")?.Key;
        }

        TimeSpan? since = null;
        DateTimeOffset? moment = null;
        if (mapping.Find("at") is { } at)
        {
            if (DurationText.TryParse(SuiteScope.Text(at.Value), out var duration))
            {
                since = duration;
            }
            else
            {
                moment = CaseReader.Moment(scope, at.Value, "'at' is a length of time since the start such as 2h, or");
            }
        }

        return cue with
        {
            After = key,
            At = since,
            Moment = moment,
            Delay = Scalars.Duration(mapping.Find("delay")?.Value) ?? TimeSpan.Zero,
        };
    }
}
