using Arch.Agents.Ports;
using Arch.Agents.Running;
using Arch.Expressions.JavaScript;
using Arch.Expressions.Types;
using Arch.Workflows.Catalog;

namespace Arch.Agents.Types;

/// <summary>The agent types that come with Arch.</summary>
public sealed class BuiltInAgents : IAgentCatalog, IAgentRunners
{
    private const string Plugin = "arch.agents";

    private readonly Dictionary<string, (AgentType Type, IAgentRunner Runner)> _types;

    /// <summary>Creates them.</summary>
    public BuiltInAgents()
    {
        var language = new JavaScriptLanguage();
        _types = new(StringComparer.Ordinal)
        {
            [Script.Name] = (Script, new ScriptAgent(language)),
            [Watch.Name] = (Watch, new AgentRunner<WatchSettings, WatchState>(Watch.Name, new WatchAgent(language), AgentJson.CreateOptions())),
        };
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => _types.Keys;

    private static AgentType Script { get; } = new()
    {
        Name = ScriptAgent.Type,
        Summary = "Handles messages with a JavaScript handler that is given the message and the state.",
        PluginId = Plugin,
        Scripts = new Dictionary<string, IReadOnlyList<string>> { ["script"] = ScriptAgent.Parameters },
        Settings = Shape(
            ("script", TypeShape.String, true, "JavaScript statements; 'message' and 'state' are there, what is returned says what follows."),
            ("state", TypeShape.AnyObject, false, "The state of a new agent.")),
    };

    private static AgentType Watch { get; } = new()
    {
        Name = WatchAgent.Type,
        Summary = "Looks at a source at an interval and publishes an event for each new item.",
        PluginId = Plugin,
        Expressions = ["items", "key", "cursor"],
        Settings = Shape(
            ("source", TypeShape.String, false, "The name of the tool that gives the items; the only tool unless set."),
            ("arguments", TypeShape.AnyObject, false, "What the tool is given."),
            ("every", TypeShape.Of(ShapeKind.Duration), true, "How long between two looks."),
            ("items", TypeShape.String, false, "An expression over 'outputs' that gives the array of items; 'outputs.items' unless set."),
            ("key", TypeShape.String, false, "An expression over 'item' that gives what names it; 'item.id' unless set."),
            ("cursor", TypeShape.String, false, "An expression over 'outputs' that gives where the next look begins."),
            ("cursor_input", TypeShape.String, false, "The input of the tool that gets the cursor; 'cursor' unless set."),
            ("emit", TypeShape.String, true, "The subject of the events."),
            ("first", TypeShape.String with { Enum = [Expressions.Values.Value.From("emit"), Expressions.Values.Value.From("skip")] }, false, "What is done with the items of the first look; skip unless set."),
            ("remember", TypeShape.Integer with { Min = 1, Max = 100_000 }, false, "How many keys are remembered; 10000 unless set.")),
    };

    /// <inheritdoc/>
    public AgentType? Find(string name, int? version) =>
        version is null or 1 && _types.TryGetValue(name, out var found) ? found.Type : null;

    /// <inheritdoc/>
    IAgentRunner? IAgentRunners.Find(string type, int version) =>
        version == 1 && _types.TryGetValue(type, out var found) ? found.Runner : null;

    private static TypeShape Shape(params ReadOnlySpan<(string Name, TypeShape Shape, bool IsRequired, string Description)> members)
    {
        var all = new Dictionary<string, ShapeMember>(StringComparer.Ordinal);
        foreach (var (name, shape, isRequired, description) in members)
        {
            all[name] = new ShapeMember(shape with { Description = description }) { IsRequired = isRequired };
        }

        return TypeShape.ObjectOf(all);
    }
}
