using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using Arch.Host.Api.Access;
using Arch.Host.Api.Agents;
using Arch.Host.Api.Editing;
using Arch.Host.Api.Events;
using Arch.Host.Api.Plugins;
using Arch.Host.Api.Problems;
using Arch.Host.Api.Runs;
using Arch.Host.Api.Secrets;
using Arch.Host.Api.Tasks;
using Arch.Host.Api.Triggers;
using Arch.Host.Api.Workflows;
using Arch.Host.Serving;
using Arch.Host.Settings;
using Microsoft.AspNetCore.ResponseCompression;
using Scalar.AspNetCore;

namespace Arch.Host.Api;

/// <summary>Puts the API together: what every request passes, and the endpoints.</summary>
internal static class ApiSetup
{
    public static void AddServices(IServiceCollection services, ArchSettings settings)
    {
        services.ConfigureHttpJsonOptions(json => Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = false; // BREACH: what is secret and what a caller sent may stand in one answer
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "application/yaml", "image/svg+xml", "text/markdown"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. settings.Server.Origins])
            .AllowAnyHeader()
            .AllowAnyMethod()
            .WithExposedHeaders("ETag", "Location")));
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
            limiter.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "1";
                return ValueTask.CompletedTask;
            };
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => IsLasting(context)
                ? RateLimitPartition.GetNoLimiter("lasting")
                : RateLimitPartition.GetConcurrencyLimiter("requests", _ => new ConcurrencyLimiterOptions { PermitLimit = settings.Server.MaxRequests, QueueLimit = settings.Server.MaxRequests }));
        });
        OpenApiSetup.AddServices(services);
    }

    /// <summary>Adds what every request passes.</summary>
    public static void Use(WebApplication app, HostWork work)
    {
        var server = work.Project.Settings.Server;
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<HostNameMiddleware>(server);
        app.UseResponseCompression();
        app.UseRouting();
        app.UseCors();
        app.UseMiddleware<AccessMiddleware>(server);
        app.UseRateLimiter();
    }

    public static void Map(WebApplication app, HostWork work)
    {
        var api = app.MapGroup("/api/v1");
        api.ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound);
        var runs = new RunService(work);
        var analysis = new TextAnalysis(work);
        HostResource.Map(api, work);
        WorkflowEndpoints.Map(api, work, analysis);
        EditingEndpoints.Map(api, work, analysis);
        RunEndpoints.Map(api, runs, work.Engine);
        TaskEndpoints.Map(api, work);
        EventEndpoints.Map(api, work);
        AgentEndpoints.Map(api, work.AgentStore);
        TriggerEndpoints.Map(api, work);
        PluginEndpoints.Map(api, work.Project.Steps);
        SecretEndpoints.Map(api, work.Project.Settings);
        ErrorPages.Map(app);
        app.MapOpenApi("/openapi/{documentName}.json").WithMetadata(Operations.OpenApi);
        app.MapScalarApiReference("/docs").WithMetadata(Operations.OpenApi);
        RefuseUnknown(app);
    }

    /// <summary>Says how data is written as JSON.</summary>
    public static void Configure(JsonSerializerOptions json)
    {
        json.Converters.Add(new ValueConverter());
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        // The answers are JSON by their type, so that nothing in them is read as HTML.
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
    }

    // A request that waits for the end of a run holds nothing but memory, and must not keep others out.
    private static bool IsLasting(HttpContext context) =>
        context.WebSockets.IsWebSocketRequest || context.Request.Query.ContainsKey("wait") || context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
            || context.Request.Path.Value?.EndsWith("/wait", StringComparison.Ordinal) == true;

    // An endpoint that names no operation has no permission that could be granted.
    private static void RefuseUnknown(WebApplication app)
    {
        var unknown = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)
            .Where(endpoint => endpoint.Metadata.GetMetadata<Operation>() is null)
            .Select(endpoint => endpoint.DisplayName)
            .ToList();
        if (unknown.Count > 0)
        {
            throw new InvalidOperationException($"Endpoints without an operation: {string.Join(", ", unknown)}");
        }
    }
}
