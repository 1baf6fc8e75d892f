using Arch.Expressions.Language;
using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Compiles steps that ask an agent.</summary>
internal sealed class AgentStepCompiler(DocumentScope document)
{
    public VerbResult Compile(StepSite site)
    {
        var name = (Scalars.Text(site.Value("agent")) ?? "").Split('@')[0];
        var with = document.Data.Compile(site.Value("with"), site.Names, allowsSecrets: true);
        CheckLater(site);
        if (!document.Context.IsBroken(site.Value("agent")!) && !document.State.IsRestoring) // the verb is there
        {
            CheckAgent(site, name);
        }

        var node = new AgentNode
        {
            Index = site.Index,
            Id = site.Id,
            Place = site.Place,
            Scope = site.Scope,
            Slot = site.Slot,
            Agent = name,
            With = with.Template,
        };
        return new(node, LeafCompiler.Declared(document, site, TypeShape.AnyObject), site.Flow);
    }

    // Which agent is asked is decided when the step runs, so a name that nobody knows now is no error.
    private void CheckAgent(StepSite site, string name)
    {
        if (document.State.Workflows.Agents is { } known && !known.Contains(name))
        {
            var closest = Suggestions.Closest(name, known);
            document.Context.Diagnostics.Warning(
                "ARCH2119",
                document.Context.PlaceOf(site.Value("agent")!), // as above
                $"No agent '{name}' is known here; it must be there when the step runs.",
                closest is null ? null : $"Did you mean '{closest}'?",
                closest);
        }
    }

    private void CheckLater(StepSite site)
    {
        foreach (var part
            in ((site.Value("tools") as YamlSequence)?.Items ?? []).AddRange((site.Value("approve") as YamlSequence)?.Items ?? []))
        {
            var mapping = part as YamlMapping;
            Data(mapping?.Find("with")?.Value, site.Names, allowsSecrets: true);
            Data(mapping?.Find("assign")?.Value, site.Names, allowsSecrets: false);
            if (mapping?.Find("when") is { } when)
            {
                document.Expressions.Condition(when.Value, site.Names);
            }
        }
    }

    private void Data(YamlNode? node, NameScope names, bool allowsSecrets)
    {
        if (node is not null)
        {
            _ = document.Data.Compile(node, names, allowsSecrets);
        }
    }
}
