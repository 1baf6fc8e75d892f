using Arch.Expressions.Values;
using Arch.Host.Api.Access;
using Microsoft.OpenApi;

namespace Arch.Host.Api;

/// <summary>Describes the API as OpenAPI 3.1.</summary>
internal static class OpenApiSetup
{
    public static void AddServices(IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Arch",
                Version = "v1",
                Description = "Workflows, runs, tasks, events, agents and plugins of an Arch host. Errors are problems of RFC 9457 with a code; '/errors/CODE' explains it.",
                License = new OpenApiLicense { Name = "See the distribution" },
            };
            document.Servers = [new OpenApiServer { Url = "/" }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<Operation>().FirstOrDefault() is { } known)
            {
                operation.OperationId = known.Id;
                operation.AddExtension("x-arch-permission", new JsonNodeExtension(known.Permission));
            }

            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(Value))
            {
                // Any JSON.
                schema.Type = null;
                schema.Properties = null;
                schema.Required = null;
                schema.Description = "Data of a workflow: any JSON.";
            }

            return Task.CompletedTask;
        });
    });
}
