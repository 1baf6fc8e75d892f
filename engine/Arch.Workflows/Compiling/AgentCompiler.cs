using System.Collections.Immutable;
using System.Globalization;
using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Workflows.Catalog;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Compiles documents of the kind <c>agent</c>.</summary>
internal sealed class AgentCompiler(CompileState state, CheckContext context, YamlMapping root)
{
    private static readonly AgentRestart UsualRestart = new();
    private static readonly AgentLimits UsualLimits = new();

    private readonly DocumentScope _document = new(state, context, "");

    public AgentDefinition? Compile()
    {
        if (TypeName() is not var (name, version))
        {
            _ = _document.Data.Compile(Value("with"), NameScope.Empty, allowsSecrets: false);
            return null;
        }

        var type = state.AgentTypes?.Find(name, version);
        var given = AgentSettings.Of(context, root, name, type?.Settings);
        var settings = _document.Data.Compile(given, NameScope.Empty, allowsSecrets: false);
        if (given is not null && settings.Template.Constant is null && !context.IsBroken(given))
        {
            context.Error(given, "ARCH8103", "The settings of the agent hold an expression, but nothing is known that it could see.", "Write the value itself.");
        }

        CheckType(name, version, type, settings);
        var tools = Tools();
        CheckApprovals(tools);
        CheckInbox();
        return StepNames.IdOf(root) is not { } id ? null : new AgentDefinition
        {
            FullName = Scalars.Text(Value("namespace")) is { } space ? $"{space}.{id}" : id,
            Title = Scalars.Text(Value("title")),
            Type = name,
            Version = version,
            Connection = Scalars.Text(Connection),
            Settings = settings.Template.Constant is { Kind: ValueKind.Object } constant ? constant : Arch.Expressions.Values.Value.EmptyObject,
            Tools = tools,
            Inbox = Scalars.Text(Part("inbox", "subject")),
            StartsByItself = Scalars.Text(Part("lifecycle", "start")) != "manual",
            Restart = Restart(),
            IdleStop = Scalars.Duration(Part("lifecycle", "idle_stop")),
            Limits = Limits(type?.TimeLimit ?? UsualLimits.Time),
        };
    }

    private YamlNode? Value(string key) => root.Find(key)?.Value;

    private YamlNode? Part(string key, string part) => (Value(key) as YamlMapping)?.Find(part)?.Value;

    private YamlNode? Connection => Part("model", "connection") ?? Value("connection");

    private (string Name, int Version)? TypeName()
    {
        if (Scalars.Text(Value("uses")) is not { } uses)
        {
            if (root.Find("uses") is null && root.Find("model") is not null)
            {
                return ("agent.ai", 1);
            }

            if (root.Find("uses") is null)
            {
                context.Error(root, "ARCH1001", "The agent has no type.", "Add 'uses', such as 'uses: agent.script@1', or the 'model' of an AI agent.");
            }

            return null;
        }

        if (context.IsBroken(Value("uses")!)) // it is there: its text is
        {
            return null;
        }

        if (uses.StartsWith('.'))
        {
            context.Error(Value("uses")!, "ARCH8101", $"'{uses}' is the path of an action; an agent needs an agent type.", "Name one, such as 'agent.script@1'."); // as above
            return null;
        }

        var at = uses.IndexOf('@', StringComparison.Ordinal);
        return (uses[..at], int.Parse(uses.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }

    private void CheckType(string name, int version, AgentType? type, TypedData settings)
    {
        if (state.AgentTypes is not { } types)
        {
            return;
        }

        if (type is null)
        {
            var newest = types.Find(name, null);
            var closest = newest is null ? Suggestions.Closest(name, types.Names) : null;
            context.Error(
                Value("uses") ?? Value("model")!, // the type comes from one of them
                "ARCH8101",
                newest is null
                    ? $"The agent uses unknown agent type '{name}'."
                    : string.Create(CultureInfo.InvariantCulture, $"The agent uses version {version} of agent type '{name}', which no plugin offers."),
                newest is not null ? string.Create(CultureInfo.InvariantCulture, $"The newest is '{name}@{newest.Version}'.")
                    : closest is not null ? $"Did you mean '{closest}'?"
                    : $"Known are {string.Join(", ", types.Names)}.");
            return;
        }

        var place = root.Find("with")?.Key ?? root.Find("uses")?.Key ?? root.Find("model")!.Key; // as above
        _document.Arguments.CheckAll(settings, ConnectionInputs.Needed(type.Settings, Connection), place, $"agent type '{name}'", "setting");
        if (Part("limits", "cost_usd") is { } cost && Part("model", "price") is null && Part("with", "price") is null)
        {
            context.Error(cost, "ARCH8106", "'limits.cost_usd' needs the model's price.", "Add 'model.price', such as 'price: {input: 0.4, output: 1.6}', in US dollars for a million tokens.");
        }

        foreach (var (setting, parameters) in type.Scripts)
        {
            if (Part("with", setting) is YamlScalar { IsString: true } script && !context.IsBroken(script))
            {
                _ = _document.Expressions.Script(script, parameters);
            }
        }

        foreach (var setting in type.Expressions)
        {
            if (Part("with", setting) is YamlScalar { IsString: true } expression && !context.IsBroken(expression))
            {
                _ = _document.Expressions.Field(expression, scope: null);
            }
        }
    }

    private void CheckApprovals(ImmutableArray<AgentTool> tools)
    {
        foreach (var approval in ((Value("approvals") as YamlSequence)?.Items ?? []).OfType<YamlMapping>())
        {
            if (approval.Find("tool")?.Value is { } node && Scalars.Text(node) is { } name && !tools.Any(tool => tool.Name == name))
            {
                var closest = Suggestions.Closest(name, tools.Select(tool => tool.Name));
                context.Error(
                    node,
                    "ARCH8107",
                    $"The agent has no tool '{name}' that could be approved.",
                    closest is not null ? $"Did you mean '{closest}'?" : "Name one of its 'tools'.");
            }
        }
    }

    private ImmutableArray<AgentTool> Tools()
    {
        var tools = ImmutableArray.CreateBuilder<AgentTool>();
        foreach (var item in ((Value("tools") as YamlSequence)?.Items ?? []).OfType<YamlMapping>().Where(item => !context.IsBroken(item)))
        {
            var with = _document.Data.Compile(item.Find("with")?.Value, NameScope.Empty, allowsSecrets: false);
            var tool = Scalars.Text(item.Find("call")?.Value) is { } workflow ? Workflow(item, workflow) : Step(item, with);
            if (tool is null)
            {
                continue;
            }

            if (tools.Any(other => other.Name == tool.Name))
            {
                context.Error(item, "ARCH8102", $"The agent has two tools with the name '{tool.Name}'.", "Give one of them another 'name'.");
            }

            if (with.Template.Constant is not { } constant)
            {
                context.Error(item.Find("with")!.Value, "ARCH8103", $"The arguments of tool '{tool.Name}' hold an expression, but nothing is known that it could see.", "Write the value itself."); // what is not constant was written
                continue;
            }

            tools.Add(tool with
            {
                Description = Scalars.Text(item.Find("description")?.Value),
                With = constant.Kind == ValueKind.Object ? constant : Arch.Expressions.Values.Value.EmptyObject,
                Connection = Scalars.Text(item.Find("connection")?.Value),
            });
        }

        return tools.ToImmutable();
    }

    private AgentTool? Workflow(YamlMapping item, string workflow)
    {
        var name = workflow.Split('@')[0];
        if (context.IsBroken(item.Find("call")!.Value)) // whoever calls has read it
        {
            return null;
        }

        if (state.Workflows.Find(name) is null)
        {
            var closest = Suggestions.Closest(name, state.Workflows.Names);
            context.Diagnostics.Warning(
                "ARCH2111",
                context.PlaceOf(item.Find("call")!.Value), // as above
                $"No workflow '{name}' is known here; it must be there when the tool is called.",
                closest is null ? null : $"Did you mean '{closest}'?",
                closest);
        }

        return new AgentTool { Name = NameOf(item) ?? name, Workflow = name };
    }

    private AgentTool? Step(YamlMapping item, TypedData with)
    {
        if (Scalars.Text(item.Find("uses")?.Value) is not { } uses || context.IsBroken(item.Find("uses")!.Value) || uses.StartsWith('.')) // it was just read
        {
            return null;
        }

        var at = uses.IndexOf('@', StringComparison.Ordinal);
        var name = uses[..at];
        var version = int.Parse(uses.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        if (state.Steps.Find(name, version) is { } type)
        {
            foreach (var (entry, value) in with.Members)
            {
                if (type.Input.Members.TryGetValue(entry.Name, out var member))
                {
                    _document.Arguments.Check(value, member.Shape, $"input '{entry.Name}' of step type '{name}'", !member.IsRequired);
                }
            }
        }
        else
        {
            var closest = Suggestions.Closest(name, state.Steps.Names);
            context.Error(
                item.Find("uses")!.Value, // as above
                "ARCH2004",
                $"A tool of the agent uses unknown step type '{uses}'.",
                closest is null ? "'arch plugins list' shows what there is." : $"Did you mean '{closest}'?");
        }

        return new AgentTool { Name = NameOf(item) ?? name, StepType = name, Version = version };
    }

    private static string? NameOf(YamlMapping item) => Scalars.Text(item.Find("name")?.Value);

    private void CheckInbox()
    {
        if (Part("inbox", "subject") is { } subject)
        {
            var text = _document.Data.Compile(subject, NameScope.Empty, allowsSecrets: false);
            SubjectCheck.Check(_document, subject, text.Template, mayBePattern: true);
        }
    }

    private AgentRestart Restart() => Part("lifecycle", "restart") is not YamlMapping restart ? UsualRestart : new AgentRestart
    {
        Attempts = Scalars.Integer(restart.Find("attempts")?.Value) ?? UsualRestart.Attempts,
        Delay = Scalars.Duration(restart.Find("delay")?.Value) ?? UsualRestart.Delay,
        Backoff = Scalars.Text(restart.Find("backoff")?.Value) switch
        {
            "constant" => RetryBackoff.Constant,
            "linear" => RetryBackoff.Linear,
            _ => RetryBackoff.Exponential,
        },
        MaxDelay = Scalars.Duration(restart.Find("max_delay")?.Value) ?? UsualRestart.MaxDelay,
    };

    private AgentLimits Limits(TimeSpan time) => Value("limits") is not YamlMapping limits ? UsualLimits with { Time = time } : new AgentLimits
    {
        Time = Scalars.Duration(limits.Find("time")?.Value) ?? time,
        Attempts = Scalars.Integer(limits.Find("attempts")?.Value) ?? UsualLimits.Attempts,
        Mailbox = Scalars.Integer(limits.Find("mailbox")?.Value) ?? UsualLimits.Mailbox,
        MessageBytes = Scalars.Integer(limits.Find("message_bytes")?.Value) ?? UsualLimits.MessageBytes,
        StateBytes = Scalars.Integer(limits.Find("state_bytes")?.Value) ?? UsualLimits.StateBytes,
        LogLines = Scalars.Integer(limits.Find("log_lines")?.Value) ?? UsualLimits.LogLines,
    };
}
