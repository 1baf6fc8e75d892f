using System.Text.Encodings.Web;
using System.Text.Json;
using Arch.Workflows.Catalog;
using Arch.Workflows.Schema;

namespace Arch.Host.Output;

/// <summary>The JSON Schema of workflow files as text.</summary>
internal static class SchemaText
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(IStepCatalog steps) => WorkflowSchema.Create(steps).ToJsonString(Readable);
}
