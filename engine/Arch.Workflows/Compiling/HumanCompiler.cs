using System.Collections.Immutable;
using Arch.Expressions.Templates;
using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Makes <c>human</c>.</summary>
internal sealed class HumanCompiler(DocumentScope document)
{
    private static readonly TypeShape EmptyForm = StepShapes.Object();

    public VerbResult Compile(StepSite site)
    {
        if (site.Value("human") is not YamlMapping human || document.Context.IsBroken(human))
        {
            return new(null, TypeShape.Any, site.Flow);
        }

        var form = document.Types.Object(human.Find("form")?.Value, "a field of a form") ?? EmptyForm;
        var actions = Actions(human);
        var policy = OnDue(human, site);
        var node = new HumanNode
        {
            Index = site.Index,
            Id = site.Id,
            Place = site.Place,
            Scope = site.Scope,
            Slot = site.Slot,
            Title = Text("title") ?? Template.Of(Value.From("")),
            Body = Text("body"),
            Assign = human.Find("assign") is { } assign
                ? document.Data.Compile(assign.Value, site.Names, allowsSecrets: false).Template
                : null,
            Form = form,
            Actions = actions,
            Due = Scalars.Duration(human.Find("due")?.Value),
            OnDue = policy,
        };
        var outputs = Outputs(site, form, actions, policy);
        return new(node, KnownOutputs.Declared(document, site, outputs), site.Flow);

        Template? Text(string key) => human.Find(key) is { } entry
            ? KeyText.Compile(document, entry.Value, site.Names, $"'{key}' of 'human'")
            : null;
    }

    private ImmutableArray<string> Actions(YamlMapping human)
    {
        if (human.Find("actions")?.Value is not YamlSequence list || document.Context.IsBroken(list))
        {
            return ["complete"];
        }

        var actions = ImmutableArray.CreateBuilder<string>();
        foreach (var item in list.Items.OfType<YamlScalar>().Where(item => !document.Context.IsBroken(item)))
        {
            if (actions.Contains(item.Text))
            {
                document.Context.Error(
                    item,
                    "ARCH1000",
                    $"The action '{item.Text}' stands twice in 'actions'.",
                    "Take one away.");
            }

            actions.Add(item.Text);
        }

        return actions.ToImmutable();
    }

    private DuePolicy OnDue(YamlMapping human, StepSite site)
    {
        if (human.Find("on_due") is { } entry && human.Find("due") is null)
        {
            document.Context.Error(
                entry.Key,
                "ARCH1000",
                $"step '{site.Id}' says what happens 'on_due', but has no 'due'.",
                "Add 'due', such as 'due: 1d'.");
        }

        return Scalars.Text(human.Find("on_due")?.Value) switch
        {
            "continue" => DuePolicy.Continue,
            "escalate" => DuePolicy.Escalate,
            _ => DuePolicy.Fail,
        };
    }

    // When the time is over the form is empty.
    private static TypeShape Unfilled(TypeShape form, StepSite site) => form with
    {
        Members = form.Members.ToDictionary(
            member => member.Key,
            member => member.Value with
            {
                IsRequired = false,
                MayBeUndefinedBecause = $"nobody may have filled it in, since step '{site.Id}' has 'on_due: continue'",
            },
            StringComparer.Ordinal),
    };

    private static TypeShape Outputs(StepSite site, TypeShape form, ImmutableArray<string> actions, DuePolicy policy)
    {
        var isOptional = policy == DuePolicy.Continue;
        return TypeShape.ObjectOf(new Dictionary<string, ShapeMember>(StringComparer.Ordinal)
        {
            ["action"] = new(TypeShape.String with { Enum = [.. actions.Select(Value.From)], IsNullable = isOptional })
            {
                IsRequired = true,
            },
            ["form"] = new(isOptional ? Unfilled(form, site) : form) { IsRequired = true },
            ["by"] = new(TypeShape.String with { IsNullable = true }) { IsRequired = true },
            ["at"] = new(TypeShape.Of(ShapeKind.DateTime)) { IsRequired = true },
            ["timed_out"] = new(TypeShape.Boolean) { IsRequired = true },
        });
    }
}
