using Arch.Expressions.Language;
using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;

namespace Arch.Workflows.Compiling;

/// <summary>Makes the steps that call another workflow.</summary>
internal sealed class CallCompiler(DocumentScope document)
{
    public VerbResult Compile(StepSite site)
    {
        var name = Scalars.Text(site.Value("call")) ?? "";
        var at = name.IndexOf('@', StringComparison.Ordinal);
        var fullName = at < 0 ? name : name[..at];
        var with = document.Data.Compile(site.Value("with"), site.Names, allowsSecrets: true);
        var detaches = Scalars.Text(site.Value("mode")) == "detach";
        var outputs = TypeShape.AnyObject;
        if (!document.Context.IsBroken(site.Value("call")!) && !document.State.IsRestoring)
        {
            outputs = CheckCallee(site, fullName, with) ?? outputs;
        }

        var node = new CallNode
        {
            Index = site.Index,
            Id = site.Id,
            Place = site.Place,
            Scope = site.Scope,
            Slot = site.Slot,
            Workflow = fullName,
            Version = at < 0 ? null : name[(at + 1)..],
            With = with.Template,
            Detach = detaches,
        };
        if (detaches && site.Step.Find("cache") is { } cache)
        {
            document.Context.Error(
                cache.Key,
                "ARCH1000",
                $"step '{site.Id}' has 'cache' and 'mode: detach': a call whose end nobody waits for has no outputs to keep.",
                "Take one of the two away.");
        }

        return new(node, detaches ? Detached(site) : LeafCompiler.Declared(document, site, outputs), site.Flow);
    }

    // Nothing is known about what a run gives whose end nobody waits for.
    private TypeShape Detached(StepSite site) =>
        KnownOutputs.Declared(document, site, StepShapes.Object(("run_id", TypeShape.String)));

    // Which workflow is called is decided when the step runs, so a name that nobody knows now is no error.
    private TypeShape? CheckCallee(StepSite site, string fullName, TypedData with)
    {
        var source = document.State.Workflows.Find(fullName);
        if (source is not null)
        {
            document.Context.Insight?.Files[site.Value("call")!] = source;
        }

        if (CalleeReader.Read(document.State, fullName) is { } callee)
        {
            var key = site.Step.Find("with")?.Key ?? site.Key("call");
            if (!site.HasMisspeltArguments)
            {
                document.Arguments.CheckAll(with, InputShapes.Of(callee.Inputs), key, $"the workflow '{fullName}'", "input");
            }

            return callee.Outputs;
        }

        if (source is null)
        {
            var closest = Suggestions.Closest(fullName, document.State.Workflows.Names);
            document.Context.Diagnostics.Warning(
                "ARCH2111",
                document.Context.PlaceOf(site.Value("call")!),
                $"No workflow '{fullName}' is known here; it must be there when the step runs.",
                closest is null ? null : $"Did you mean '{closest}'?",
                closest);
        }

        return null;
    }
}
