using Arch.Host.Api.Access;

namespace Arch.Host.Serving;

/// <summary><c>/health/live</c> says that the process works, <c>/health/ready</c> that it can do what it is for.</summary>
internal static class HealthEndpoints
{
    public static void Map(WebApplication app, HostWork work)
    {
        var health = app.MapGroup("/health").WithTags("Health").AllowAnonymous();
        health.MapGet("/live", () => Results.Text("live"))
            .Does(Operations.HealthLive);
        health.MapGet("/ready", () => work.IsReady && work.Failure is null
                ? Results.Text("ready")
                : Results.Text(work.Failure is { } failure ? $"not ready: {failure.Message}" : "not ready", statusCode: StatusCodes.Status503ServiceUnavailable))
            .Does(Operations.HealthReady);
    }
}
