using Arch.Host.Api.Access;
using Arch.Host.Api.Problems;
using Arch.Plugins;
using Arch.Workflows.Catalog;

namespace Arch.Host.Api.Plugins;

/// <summary><c>/api/v1/plugins</c> and <c>/api/v1/step-types</c></summary>
internal static class PluginEndpoints
{
    public static void Map(IEndpointRouteBuilder api, PluginCatalog catalog)
    {
        api.MapGet("/plugins", () => catalog.Plugins.Select(PluginResource.Of))
            .WithTags("Plugins")
            .Does(Operations.ListPlugins);
        api.MapGet("/step-types", () => catalog.Names.Order(StringComparer.Ordinal)
                .Select(name => catalog.Find(name, null))
                .OfType<StepType>()
                .Select(StepTypeResource.Brief))
            .WithTags("Plugins")
            .Does(Operations.ListStepTypes);
        api.MapGet("/step-types/{name}", (string name, int? version) => catalog.Find(name, version) is { } type
                ? StepTypeResource.Of(type)
                : throw new ProblemException(StatusCodes.Status404NotFound, "ARCH6119", $"There is no step type '{name}'{(version is { } wanted ? $" of version {wanted}" : "")}."))
            .WithTags("Plugins")
            .Does(Operations.GetStepType);
    }
}
