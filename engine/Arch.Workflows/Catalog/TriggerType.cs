using Arch.Expressions.Types;

namespace Arch.Workflows.Catalog;

/// <summary>What a plugin declares about one trigger type.</summary>
public sealed record TriggerType
{
    /// <summary>Gets the name, such as <c>mail.received</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the major version.</summary>
    /// <value>1 or more; 1 unless set.</value>
    public int Version { get; init; } = 1;

    /// <summary>Gets one sentence that says what starts a run.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Gets the shape of <c>with:</c>, an object.</summary>
    public TypeShape Settings { get; init; } = TypeShape.AnyObject;

    /// <summary>Gets the shape of <c>trigger.item</c>, an object.</summary>
    public TypeShape Item { get; init; } = TypeShape.AnyObject;

    /// <summary>Gets the id of the plugin that offers it.</summary>
    public required string PluginId { get; init; }

    /// <summary>Gets the version of that plugin.</summary>
    public string PluginVersion { get; init; } = "";
}
