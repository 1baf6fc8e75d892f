using System.Collections.Immutable;
using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Makes the steps of a document, and follows what is known about their results from place to place.</summary>
internal sealed class StepCompiler
{
    private readonly DocumentScope _document;
    private readonly LeafCompiler _leaves;
    private readonly BlockCompiler _blocks;
    private readonly GraphCompiler _graphs;

    public StepCompiler(DocumentScope document)
    {
        _document = document;
        _leaves = new LeafCompiler(document);
        _blocks = new BlockCompiler(document, this);
        _graphs = new GraphCompiler(document, this);
    }

    /// <summary>Compiles steps that run one after the other.</summary>
    public (Block Block, Flow After) Steps(YamlNode? node, Flow flow, Frame frame)
    {
        var indices = ImmutableArray.CreateBuilder<int>();
        if (node is YamlSequence list && !_document.Context.IsBroken(list))
        {
            var wasReachable = flow.IsReachable;
            foreach (var step in list.Items.OfType<YamlMapping>())
            {
                if (wasReachable && !flow.IsReachable)
                {
                    ReportUnreachable(step);
                    wasReachable = false;
                }

                (var index, flow) = Step(step, flow, frame, []);
                indices.Add(index);
            }
        }

        return (new Block(indices.ToImmutable()), flow);
    }

    private void ReportUnreachable(YamlMapping step) => _document.Context.Diagnostics.Warning(
        "ARCH2115",
        _document.Context.PlaceOf(step.Find("id")?.Value ?? step),
        $"{StepNames.Describe(step)} can never run: every way to it ends before with 'return' or 'fail'.",
        "Take it away, or give the step that ends the run a 'when'.");

    /// <summary>Compiles a step.</summary>
    public (int Index, Flow After) Step(YamlMapping step, Flow flow, Frame frame, ImmutableArray<Need> needs)
    {
        var index = _document.State.NewNode();
        var id = StepNames.IdOf(step) ?? "";
        var slot = frame.Scope.Add(id, index);
        var position = _document.Index.Find(step);
        var place = _document.Context.PlaceOf(step);
        var names = _document.At(frame.Names, flow, position);
        var site = new StepSite(step, id, index, slot, place, frame, flow, names) { Position = position };
        if (_document.State.Nodes.Count > CompileState.MostSteps)
        {
            _document.Context.Refuse(
                step,
                "ARCH2112",
                $"The workflow has more than {CompileState.MostSteps:N0} steps, those of actions counted each time they are used.");
        }

        var verb = _document.Context.IsBroken(step) ? null : VerbChoice.Find(step, StepGrammar.Steps);
        if (verb is null)
        {
            return (index, Unknown(site));
        }

        var modifiers = Modifiers(site, verb);
        var result = Verb(site, verb.Name);
        var after = Behind(site, result, modifiers);
        var compensate = site.Value("compensate") is { } undo ? Compensate(undo, site, result) : null;
        _document.State.Nodes[index] = result.Node is null ? null : result.Node with
        {
            Name = Scalars.Text(site.Value("name")),
            When = modifiers.When,
            IsDisabled = modifiers.IsDisabled,
            Timeout = modifiers.Timeout,
            Retry = modifiers.Retry,
            ContinueOnError = modifiers.ContinuesOnError,
            Needs = needs,
            Output = result.Outputs,
            Compensate = compensate,
            Cache = modifiers.Cache,
            Limits = modifiers.Limits,
        };
        return (index, after);
    }

    // It runs only when the step has succeeded, so that everything in the step is certain.
    private Block Compensate(YamlNode undo, StepSite site, VerbResult result)
    {
        var flow = result.After with { IsReachable = true };
        if (site.Id.Length > 0)
        {
            flow = flow.With(site.Id, new StepFact(result.Outputs));
        }

        return Steps(undo, flow, site.Frame with { IsCompensation = true }).Block;
    }

    private VerbResult Verb(StepSite site, string verb) => verb switch
    {
        "graph" => _graphs.Compile(site),
        _ => _blocks.Compile(site, verb) ?? _leaves.Compile(site, verb),
    };

    // Nothing is known about a step whose verb cannot be told, so nothing is said about references to it or into it.
    private static Flow Unknown(StepSite site)
    {
        var flow = site.Flow;
        foreach (var id in site.Ids.Where(id => id.Length > 0))
        {
            flow = flow.With(id, new StepFact(TypeShape.Any));
        }

        return flow;
    }

    private StepModifiers Modifiers(StepSite site, Verb verb)
    {
        var isStepType = verb.Name == "uses" && Scalars.Text(site.Value("uses")) is { } uses && !uses.StartsWith('.');
        var takesDefaults = isStepType || verb.Name is "run" or "agent";
        return new StepModifiers(
            site.Value("when") is { } when ? _document.Expressions.Condition(when, site.Names) : null,
            Scalars.Flag(site.Value("disabled")),
            Scalars.Duration(site.Value("timeout"))
                ?? Scalars.Duration((site.Value("wait") as YamlMapping)?.Find("timeout")?.Value)
                ?? (takesDefaults ? _document.DefaultTimeout : null),
            site.Value("retry") is { } retry
                ? RetryReader.Read(_document, retry, site.Names)
                : takesDefaults ? _document.DefaultRetry : null,
            Scalars.Text(site.Value("on_error")) == "continue",
            CacheReader.Read(_document, site.Value("cache"), site.Names),
            LimitReader.Read(_document, site.Value("concurrency"), site.Names));
    }

    private static Flow Behind(StepSite site, VerbResult result, StepModifiers modifiers)
    {
        var after = result.After;
        var id = site.Id;
        if (modifiers.ContinuesOnError)
        {
            after = after.UncertainSince(
                site.Flow,
                site.Ids,
                inner => $"step '{inner}' may not have run when '{id}' failed under 'on_error: continue'");
            after = after with { IsReachable = site.Flow.IsReachable };
        }

        var fact = new StepFact(
            result.Outputs,
            MayHaveFailedBecause: modifiers.ContinuesOnError
                ? $"step '{id}' may have failed under 'on_error: continue'"
                : null);
        after = id.Length == 0 ? after : after.With(id, fact);
        var why = modifiers switch
        {
            { IsDisabled: true } => "is disabled",
            { When: not null } => "may be skipped by its own 'when'",
            _ => null,
        };
        return why is null
            ? after
            : Flow.OneOf(
                [after, site.Flow],
                site.Ids,
                inner => inner == id ? $"step '{id}' {why}" : $"step '{id}' around '{inner}' {why}");
    }
}
