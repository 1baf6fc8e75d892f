using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Makes <c>wait</c>.</summary>
internal sealed class WaitCompiler(DocumentScope document)
{
    public VerbResult Compile(StepSite site)
    {
        if (site.Value("wait") is not YamlMapping wait || Part(wait, site) is not { } part)
        {
            return new(null, TypeShape.Any, site.Flow);
        }

        var continues = ContinuesOnTimeout(site, wait);
        var outputs = KnownOutputs.WithTimedOut(
            part.Outputs,
            continues ? $"step '{site.Id}' may have timed out under 'on_timeout: continue'" : null);
        var node = new WaitNode
        {
            Index = site.Index,
            Id = site.Id,
            Place = site.Place,
            Scope = site.Scope,
            Slot = site.Slot,
            Condition = part.Condition,
            ContinueOnTimeout = continues,
        };
        return new(node, KnownOutputs.Declared(document, site, outputs), site.Flow);
    }

    private bool ContinuesOnTimeout(StepSite site, YamlMapping wait)
    {
        OneOfTwo.Check(document, site, wait, "wait", "timeout");
        OneOfTwo.Check(document, site, wait, "wait", "on_timeout");
        var entry = wait.Find("on_timeout") ?? site.Step.Find("on_timeout");
        if (entry is not null && wait.Find("timeout") is null && site.Step.Find("timeout") is null)
        {
            document.Context.Error(
                entry.Key,
                "ARCH1000",
                $"step '{site.Id}' says what happens 'on_timeout', but has no 'timeout'.",
                "Add 'timeout', such as 'timeout: 2h'.");
        }

        return Scalars.Text(entry?.Value) == "continue";
    }

    private WaitPart? Part(YamlNode node, StepSite site)
    {
        if (node is not YamlMapping part || document.Context.IsBroken(part))
        {
            return null;
        }

        return part switch
        {
            _ when part.Find("for") is { } length => For(length, site),
            _ when part.Find("until") is { } moment => Until(moment, site),
            _ when part.Find("event") is { } subject => Event(subject, part, site),
            _ when part.Find("signal") is { } name => Signal(name, part, site),
            _ when part.Find("any") is { } some => Combined(some, site, needsAll: false),
            _ when part.Find("all") is { } all => Combined(all, site, needsAll: true),
            _ => null,
        };
    }

    private WaitPart For(YamlEntry length, StepSite site)
    {
        var data = document.Data.Compile(length.Value, site.Names, allowsSecrets: false);
        document.Arguments.Check(data, TypeShape.Of(ShapeKind.Duration), "'for' of 'wait'");
        return new(new TimerCondition { For = data.Template }, WaitShapes.Timer);
    }

    private WaitPart Until(YamlEntry moment, StepSite site)
    {
        var until = document.Expressions.Field(moment.Value, site.Names);
        if (until.Shape.Kind is not (ShapeKind.Any or ShapeKind.String or ShapeKind.DateTime or ShapeKind.Date
            or ShapeKind.Integer or ShapeKind.Number))
        {
            document.Context.Error(
                moment.Value,
                "ARCH2110",
                $"'until' of 'wait' must be {Inputs.ShapeWords.Describe(ShapeKind.DateTime)}, but this expression gives {Inputs.ShapeWords.Describe(until.Shape.Kind)}.");
        }

        return new(new TimerCondition { Until = document.Expressions.Handle(until) }, WaitShapes.Timer);
    }

    private WaitPart Event(YamlEntry subject, YamlMapping part, StepSite site)
    {
        var text = KeyText.Compile(document, subject.Value, site.Names, "'event' of 'wait'");
        SubjectCheck.Check(document, subject.Value, text, mayBePattern: true);
        var condition = new EventCondition { Subject = text, Match = Match(part, site, WaitShapes.Event) };
        return new(condition, WaitShapes.Event);
    }

    private WaitPart Signal(YamlEntry name, YamlMapping part, StepSite site)
    {
        var condition = new SignalCondition
        {
            Signal = Scalars.Text(name.Value) ?? "",
            Match = Match(part, site, WaitShapes.Signal),
        };
        return new(condition, WaitShapes.Signal);
    }

    private ExpressionHandle? Match(YamlMapping part, StepSite site, TypeShape shape) =>
        part.Find("match") is { } match
            ? document.Expressions.Condition(match.Value, site.Names.With("event", shape))
            : null;

    private WaitPart? Combined(YamlEntry entry, StepSite site, bool needsAll)
    {
        var parts = ((entry.Value as YamlSequence)?.Items ?? []).Select(item => Part(item, site)).ToList();
        var known = parts.OfType<WaitPart>().ToList();
        if (known.Count == 0 || known.Count < parts.Count)
        {
            return null;
        }

        var shapes = known.ConvertAll(part => part.Outputs);
        var condition = new CombinedCondition
        {
            Parts = [.. known.Select(part => part.Condition)],
            NeedsAll = needsAll,
        };
        return new(condition, needsAll ? WaitShapes.AllOf(shapes) : WaitShapes.AnyOf(shapes));
    }
}
