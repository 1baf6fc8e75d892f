using System.Security.Cryptography;
using System.Text;
using Arch.Expressions.JavaScript;
using Arch.Host.Api.Access;
using Arch.Host.Api.Editing;
using Arch.Host.Api.Problems;
using Arch.Host.Projects;
using Arch.Host.Serving;
using Arch.Workflows.Graphing;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Arch.Host.Api.Workflows;

/// <summary><c>/api/v1/workflows</c></summary>
internal static class WorkflowEndpoints
{
    private const string Yaml = "application/yaml";

    public static void Map(IEndpointRouteBuilder api, HostWork work, TextAnalysis analysis)
    {
        var group = api.MapGroup("/workflows").WithTags("Workflows");
        group.MapGet("/", (string? @namespace, string? search, int? limit, string? cursor) =>
            {
                var most = Reading.Limit(limit);
                var found = work.Workflows.All.Values
                    .Where(workflow => @namespace is null || workflow.FullName.StartsWith(@namespace + ".", StringComparison.Ordinal))
                    .Where(workflow => search is null || $"{workflow.FullName} {workflow.Definition?.Title}".Contains(search, StringComparison.OrdinalIgnoreCase))
                    .Where(workflow => cursor is null || string.CompareOrdinal(workflow.FullName, cursor) > 0)
                    .OrderBy(workflow => workflow.FullName, StringComparer.Ordinal)
                    .Take(most + 1)
                    .ToList();
                return Page<WorkflowResource>.Of(found, most, WorkflowResource.Brief, workflow => workflow.FullName);
            })
            .Does(Operations.ListWorkflows);
        group.MapGet("/{name}", (string name) => WorkflowResource.Of(Find(work, name)))
            .Does(Operations.GetWorkflow);
        group.MapGet("/{name}/source", (string name) =>
            {
                var text = Find(work, name).Compilation.Source.Text;
                return Results.Text(text, Yaml, Encoding.UTF8, StatusCodes.Status200OK).WithTag(TagOf(text));
            })
            .Produces<string>(StatusCodes.Status200OK, Yaml)
            .Does(Operations.GetWorkflowSource);
        group.MapPut("/{name}/source", (string name, HttpRequest request, CancellationToken stop) => SaveAsync(work, analysis, name, request, stop))
            .Accepts<string>(Yaml)
            .WithDescription("'If-Match' must be the ETag that the text was read with. A text with errors is refused, and nothing is changed.")
            .Produces<WorkflowResource>()
            .Does(Operations.SaveWorkflowSource);
        group.MapGet("/{name}/graph", (string name, string? format, string? view) =>
            {
                var kind = Reading.Choice<GraphFormat>("format", format) ?? GraphFormat.Svg;
                var drawn = WorkflowGraph.Draw(
                    Find(work, name).Compilation.Source, Reading.Choice<GraphView>("view", view) ?? GraphView.Flow, kind, new JavaScriptLanguage());
                return drawn is null
                    ? throw new ProblemException(StatusCodes.Status409Conflict, "ARCH6110", $"The file of '{name}' cannot be read as a workflow.")
                    : Results.Text(drawn, kind == GraphFormat.Svg ? "image/svg+xml" : "text/plain", Encoding.UTF8);
            })
            .WithDescription("'format' is svg, mermaid or dot; 'view' is flow for the order of the steps, or data for the way of the data.")
            .Does(Operations.GraphWorkflow);
        group.MapPost("/validate", (ValidateRequest body) =>
            {
                var compilation = analysis.Of(body.Text, body.File).Compilation;
                return new ValidationResult(!compilation.HasErrors, compilation.FullName, [.. compilation.Diagnostics.Select(DiagnosticResource.Of)]);
            })
            .Does(Operations.ValidateWorkflow);
    }

    private static DeployedWorkflow Find(HostWork work, string name) => work.Workflows.Find(name)
        ?? throw new ProblemException(StatusCodes.Status404NotFound, "ARCH6005", $"There is no workflow '{name}' in this project. '/api/v1/workflows' lists those there are.");

    private static async Task<IResult> SaveAsync(HostWork work, TextAnalysis analysis, string name, HttpRequest request, CancellationToken stop)
    {
        using var reader = new StreamReader(request.Body, new UTF8Encoding(false, throwOnInvalidBytes: false));
        var text = await reader.ReadToEndAsync(stop);
        var workflow = Find(work, name);
        if (request.Headers.IfMatch is not { Count: > 0 } wanted)
        {
            throw new ProblemException(
                StatusCodes.Status428PreconditionRequired, "ARCH6115", "Saving needs an 'If-Match' header with the ETag that the text was read with, so that no change of others is lost.");
        }

        var compilation = analysis.Of(text, workflow.Compilation.Source.File).Compilation;
        if (compilation.HasErrors || compilation.FullName != name)
        {
            throw new ProblemException(
                StatusCodes.Status422UnprocessableEntity,
                "ARCH6116",
                compilation.HasErrors ? "The text has errors, so it was not saved." : $"The text is the workflow '{compilation.FullName}', not '{name}', so it was not saved.")
            {
                Errors = [.. compilation.Diagnostics.Select(one => new ProblemItem(one.Code, one.ToString()))],
            };
        }

        Replace(work, workflow, wanted, text);
        return Results.Ok(WorkflowResource.Of(Find(work, name))).WithTag(TagOf(text));
    }

    // The file may have changed on disk since it was compiled; what counts is what stands there now.
    private static void Replace(HostWork work, DeployedWorkflow workflow, StringValues wanted, string text)
    {
        var file = Path.Combine(work.Project.Settings.ProjectFolder, workflow.Compilation.Source.File);
        lock (work.Saving)
        {
            var tag = TagOf(Project.ReadSource(file).Text).ToString();
            if (!wanted.SelectMany(one => one?.Split(',', StringSplitOptions.TrimEntries) ?? []).Any(one => one == tag || one == "*"))
            {
                throw new ProblemException(
                    StatusCodes.Status412PreconditionFailed, "ARCH6117", $"The workflow '{workflow.FullName}' has changed since it was read. Read it again, and change that.");
            }

            FileReplacement.Write(file, Encoding.UTF8.GetBytes(text));
        }

        work.Workflows.Refresh([file]);
    }

    private static EntityTagHeaderValue TagOf(string text) =>
        new($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32]}\"");
}
