using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Arch.Host.Serving;
using Arch.Workflows.Definitions;
using Arch.Workflows.Schema;

namespace Arch.Host.Api.Workflows;

/// <summary>A workflow.</summary>
internal sealed record WorkflowResource
{
    /// <summary>Gets the name, <c>namespace.id</c>.</summary>
    public required string Name { get; init; }

    public string? Title { get; init; }

    /// <summary>Gets the file, relative to the project.</summary>
    public required string File { get; init; }

    /// <summary>Gets the hash of the definition that new runs get; <see langword="null"/> when it cannot run.</summary>
    public string? Definition { get; init; }

    /// <summary>Gets whether new runs get an older definition, since the file has errors.</summary>
    public required bool IsBehind { get; init; }

    /// <summary>Gets how many things are wrong with the file.</summary>
    public required int Errors { get; init; }

    /// <summary>Gets the JSON Schema of its inputs; lists leave it out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Inputs { get; init; }

    /// <summary>Gets the JSON Schemas of its outputs by name; lists leave it out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Outputs { get; init; }

    /// <summary>Gets everything there is to say about the file; lists leave it out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<DiagnosticResource>? Diagnostics { get; init; }

    public static WorkflowResource Brief(DeployedWorkflow workflow) => new()
    {
        Name = workflow.FullName,
        Title = workflow.Definition?.Title,
        File = workflow.Compilation.Source.File,
        Definition = workflow.Definition?.Id.Value,
        IsBehind = workflow.IsBehind,
        Errors = workflow.Errors.Count(),
    };

    public static WorkflowResource Of(DeployedWorkflow workflow) => Brief(workflow) with
    {
        Inputs = workflow.Definition is { } definition ? InputsOf(definition) : null,
        Outputs = workflow.Definition is { } same ? new JsonObject(same.Outputs.Select(output => KeyValuePair.Create(output.Name, (JsonNode?)ShapeSchema.Create(output.Shape)))) : null,
        Diagnostics = [.. workflow.Compilation.Diagnostics.Select(DiagnosticResource.Of)],
    };

    /// <summary>Gives the JSON Schema of what a run is given.</summary>
    public static JsonObject InputsOf(WorkflowDefinition definition) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(definition.Inputs.Select(input => KeyValuePair.Create(input.Name, (JsonNode?)ShapeSchema.Create(input.Shape)))),
        ["required"] = new JsonArray([.. definition.Inputs.Where(input => !input.IsOptional && input.Shape.Default.IsUndefined).Select(input => (JsonNode?)input.Name)]),
        ["additionalProperties"] = false,
    };
}
