using System.Reflection;
using Arch.Host.Api.Access;
using Arch.Host.Serving;
using Arch.Host.Settings;

namespace Arch.Host.Api;

/// <summary>What a host says about itself.</summary>
/// <param name="Version">The version of Arch.</param>
/// <param name="Profile">The profile in force.</param>
/// <param name="Roles">What it does.</param>
/// <param name="StartedAt">Since when it works.</param>
/// <param name="Workflows">How many workflows it knows.</param>
/// <param name="Plugins">How many plugins it has loaded.</param>
internal sealed record HostResource(string Version, string Profile, IReadOnlyList<string> Roles, DateTimeOffset StartedAt, int Workflows, int Plugins)
{
    private static readonly string Product =
        typeof(HostResource).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public static void Map(IEndpointRouteBuilder api, HostWork work)
    {
        var startedAt = TimeProvider.System.GetUtcNow();
        api.MapGet("/host", () => new HostResource(
                Product,
                work.Project.Settings.Profile,
                HostRoleNames.Of(work.Roles),
                startedAt,
                work.Workflows.All.Count,
                work.Project.Steps.Plugins.Count(plugin => !plugin.Problems.Any())))
            .WithTags("Host")
            .Does(Operations.GetHost);
    }
}
