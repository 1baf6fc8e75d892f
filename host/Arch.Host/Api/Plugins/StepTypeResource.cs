using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Arch.Workflows.Catalog;
using Arch.Workflows.Schema;

namespace Arch.Host.Api.Plugins;

/// <summary>A step type.</summary>
/// <param name="Name">The name that <c>uses</c> names.</param>
/// <param name="Version">Its version.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Plugin">The plugin that offers it.</param>
/// <param name="IsIdempotent">Whether doing it twice is the same as once; <see langword="null"/> when it is not known.</param>
internal sealed record StepTypeResource(string Name, int Version, string Summary, string Plugin, bool? IsIdempotent)
{
    /// <summary>Gets the JSON Schema of its inputs; lists leave it out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Inputs { get; init; }

    /// <summary>Gets the JSON Schema of its outputs; lists leave it out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Outputs { get; init; }

    public static StepTypeResource Brief(StepType type) => new(type.Name, type.Version, type.Summary, type.PluginId, type.IsIdempotent);

    public static StepTypeResource Of(StepType type) =>
        Brief(type) with { Inputs = ShapeSchema.Create(type.Input), Outputs = ShapeSchema.Create(type.Output) };
}
