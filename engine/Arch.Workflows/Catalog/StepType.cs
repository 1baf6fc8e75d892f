using Arch.Expressions.Types;

namespace Arch.Workflows.Catalog;

/// <summary>What a plugin declares about one step type.</summary>
public sealed record StepType
{
    /// <summary>Gets the name, such as <c>http.request</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the major version.</summary>
    /// <value>1 or more; 1 unless set.</value>
    public int Version { get; init; } = 1;

    /// <summary>Gets one sentence that says what the step does.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Gets whether a second attempt with the same input has no further effect.</summary>
    /// <value><see langword="null"/> when the step type does not say.</value>
    public bool? IsIdempotent { get; init; }

    /// <summary>Gets the shape of <c>with:</c>, an object.</summary>
    public TypeShape Input { get; init; } = TypeShape.AnyObject;

    /// <summary>Gets the shape of <c>outputs</c>, an object.</summary>
    public TypeShape Output { get; init; } = TypeShape.AnyObject;

    /// <summary>Gets the id of the plugin that offers it; <c>core</c> for what is built in.</summary>
    public required string PluginId { get; init; }

    /// <summary>Gets the version of that plugin.</summary>
    public string PluginVersion { get; init; } = "";
}
