using Arch.Expressions.Types;

namespace Arch.Workflows.Catalog;

/// <summary>What a plugin offers under a name that <c>uses</c> of an agent refers to.</summary>
public sealed record AgentType
{
    /// <summary>Gets the name, such as <c>agent.script</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the major version.</summary>
    /// <value>1 unless set.</value>
    public int Version { get; init; } = 1;

    /// <summary>Gets one sentence that says what such an agent does.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Gets the settings.</summary>
    public TypeShape Settings { get; init; } = TypeShape.AnyObject;

    /// <summary>Gets how long the handling of a message may take unless the agent says so.</summary>
    /// <value>30 seconds unless set.</value>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the settings that are JavaScript statements, with the names that they see.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Scripts { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Gets the settings that are JavaScript expressions.</summary>
    public IReadOnlyList<string> Expressions { get; init; } = [];

    /// <summary>Gets the plugin that offers it.</summary>
    public required string PluginId { get; init; }
}
