using System.Collections.Immutable;
using System.Globalization;
using Arch.Expressions.Language;
using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Makes the steps that contain steps, <c>graph</c> excepted.</summary>
internal sealed class BlockCompiler(DocumentScope document, StepCompiler steps)
{
    private static readonly TypeShape NoOutputs = TypeShape.ObjectOf(new Dictionary<string, ShapeMember>());

    private readonly LoopCompiler _loops = new(document, steps);
    private readonly TryCompiler _tries = new(document, steps);

    /// <summary>Compiles a step whose verb contains steps.</summary>
    /// <returns>The step; <see langword="null"/> when the verb contains none.</returns>
    public VerbResult? Compile(StepSite site, string verb) => verb switch
    {
        "group" => Group(site),
        "if" => If(site),
        "switch" => Switch(site),
        "parallel" => Parallel(site),
        "for" => _loops.For(site),
        "repeat" => _loops.Repeat(site),
        "try" => _tries.Compile(site),
        _ => null,
    };

    private VerbResult Group(StepSite site)
    {
        var (body, after) = steps.Steps(site.Value("group"), site.Flow, site.Frame);
        var node = new GroupNode
        {
            Index = site.Index,
            Id = site.Id,
            Place = site.Place,
            Scope = site.Scope,
            Slot = site.Slot,
            Body = body,
        };
        return new(node, NoOutputs, after);
    }

    private VerbResult If(StepSite site)
    {
        var arms = ImmutableArray.CreateBuilder<IfArm>();
        var ways = new List<Flow>();
        AddArm(site.Step, site, arms, ways);
        if (site.Value("elif") is YamlSequence further)
        {
            foreach (var arm in further.Items.OfType<YamlMapping>())
            {
                AddArm(arm, site, arms, ways);
            }
        }

        Block? otherwise = null;
        if (site.Value("else") is { } last)
        {
            (otherwise, var after) = steps.Steps(last, site.Flow, site.Frame);
            ways.Add(after);
        }
        else
        {
            ways.Add(site.Flow);
        }

        var node = new IfNode
        {
            Index = site.Index,
            Id = site.Id,
            Place = site.Place,
            Scope = site.Scope,
            Slot = site.Slot,
            Arms = arms.ToImmutable(),
            Else = otherwise,
        };
        return new(node, NoOutputs, OneOf(ways, site));
    }

    private void AddArm(YamlMapping arm, StepSite site, ImmutableArray<IfArm>.Builder arms, List<Flow> ways)
    {
        if (arm.Find("if") is { } condition)
        {
            var handle = document.Expressions.Condition(condition.Value, site.Names);
            var (then, after) = steps.Steps(arm.Find("then")?.Value, site.Flow, site.Frame);
            arms.Add(new(handle, then));
            ways.Add(after);
        }
    }

    private VerbResult Switch(StepSite site)
    {
        var on = document.Expressions.Field(site.Value("switch")!, site.Names);
        if (on.Shape.Kind is ShapeKind.Array or ShapeKind.Object)
        {
            document.Context.Error(
                site.Value("switch")!,
                "ARCH2110",
                $"A switch must be over a string, a number or a boolean, but this expression gives {Inputs.ShapeWords.Describe(on.Shape.Kind)}.");
        }

        var cases = ImmutableArray.CreateBuilder<KeyValuePair<string, Block>>();
        var ways = new List<Flow>();
        var keys = site.Value("cases") as YamlMapping;
        foreach (var entry in keys?.Entries ?? [])
        {
            var (block, after) = steps.Steps(entry.Value, site.Flow, site.Frame);
            cases.Add(new(entry.Name, block));
            ways.Add(after);
        }

        Block? otherwise = null;
        var coversAll = CheckCases(site, keys, on.Shape);
        if (site.Value("default") is { } last)
        {
            (otherwise, var after) = steps.Steps(last, site.Flow, site.Frame);
            ways.Add(after);
        }
        else if (!coversAll)
        {
            ways.Add(site.Flow);
        }

        var node = new SwitchNode
        {
            Index = site.Index,
            Id = site.Id,
            Place = site.Place,
            Scope = site.Scope,
            Slot = site.Slot,
            On = document.Expressions.Handle(on),
            Cases = cases.ToImmutable(),
            Default = otherwise,
        };
        return new(node, NoOutputs, ways.Count == 0 ? site.Flow : OneOf(ways, site));
    }

    // Returns whether one of the cases certainly matches.
    private bool CheckCases(StepSite site, YamlMapping? keys, TypeShape shape)
    {
        var values = PossibleValues(shape);
        if (keys is null || values.Count == 0)
        {
            return false;
        }

        var hasImpossible = false;
        foreach (var entry in keys.Entries.Where(entry => !values.Contains(entry.Name)))
        {
            hasImpossible = true;
            var closest = Suggestions.Closest(entry.Name, values);
            document.Context.Diagnostics.Error(
                "ARCH2106",
                document.Context.Map.Place(entry.Key),
                $"The case '{entry.Name}' can never match; the values are {string.Join(", ", values)}.",
                closest is null ? null : $"Did you mean '{closest}'?",
                closest);
        }

        var missing = values.Where(value => keys.Find(value) is null).ToList();
        if (missing.Count > 0 && site.Value("default") is null && !hasImpossible)
        {
            document.Context.Error(
                site.Key("switch"),
                "ARCH2107",
                $"The switch '{site.Id}' has no case for {string.Join(", ", missing.Select(value => $"'{value}'"))}.",
                "Add the missing cases or a 'default'.");
        }

        return missing.Count == 0;
    }

    private static List<string> PossibleValues(TypeShape shape)
    {
        var values = shape.Enum.Count > 0
            ? shape.Enum.Select(value => value.ToString())
            : shape.Kind == ShapeKind.Boolean ? [Value.True.ToString(), Value.False.ToString()] : [];
        return shape.IsNullable ? [.. values, "null"] : [.. values];
    }

    private VerbResult Parallel(StepSite site)
    {
        var join = Scalars.Text(site.Value("join")) switch
        {
            "any" => JoinMode.Any,
            "settled" => JoinMode.Settled,
            _ => JoinMode.All,
        };
        var branches = ImmutableArray.CreateBuilder<KeyValuePair<string, Block>>();
        var ways = new List<Flow>();
        var frame = site.Frame with { Concurrent = site.Id };
        foreach (var entry in (site.Value("parallel") as YamlMapping)?.Entries ?? [])
        {
            var (block, after) = steps.Steps(entry.Value, site.Flow, frame);
            branches.Add(new(entry.Name, block));
            ways.Add(after);
        }

        var node = new ParallelNode
        {
            Index = site.Index,
            Id = site.Id,
            Place = site.Place,
            Scope = site.Scope,
            Slot = site.Slot,
            Branches = branches.ToImmutable(),
            Join = join,
        };
        return new(node, NoOutputs, ways.Count == 0 ? site.Flow : Join(ways, site, join));
    }

    private static Flow Join(List<Flow> ways, StepSite site, JoinMode join)
    {
        var all = Flow.AllOf(ways);
        return join switch
        {
            JoinMode.All => all,
            JoinMode.Any => all.UncertainSince(
                site.Flow,
                site.Ids,
                id => $"step '{id}' may not have finished, since '{site.Id}' has 'join: any'") with
            {
                IsReachable = ways.Exists(way => way.IsReachable),
            },
            _ => all.UncertainSince(
                site.Flow,
                site.Ids,
                id =>
                    $"step '{id}' may not have finished, since '{site.Id}' has 'join: settled' and goes on when a branch fails"),
        };
    }

    private static Flow OneOf(List<Flow> ways, StepSite site) =>
        Flow.OneOf(
            ways,
            site.Ids,
            id => string.Create(CultureInfo.InvariantCulture, $"step '{id}' runs only in one arm of '{site.Id}'"));
}
