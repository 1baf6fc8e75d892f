using Arch.Host.Api.Access;
using Arch.Host.Api.Problems;
using Arch.Host.Api.Workflows;
using Arch.Host.Output;
using Arch.Host.Serving;
using Arch.Workflows.Catalog;
using Arch.Workflows.Editing;
using Arch.Workflows.Formatting;

namespace Arch.Host.Api.Editing;

/// <summary>
/// <c>/api/v1/editor</c>: the language service that <c>arch lsp</c> offers, for editors in the browser. Nothing of a text is kept or
/// run; positions count from 0, in UTF-16 units, as in LSP 3.17.
/// </summary>
internal static class EditingEndpoints
{
    public static void Map(IEndpointRouteBuilder api, HostWork work, TextAnalysis analysis)
    {
        var group = api.MapGroup("/editor").WithTags("Editor");
        group.MapPost("/analysis", (TextRequest body) =>
            {
                var file = analysis.Of(body.Text, body.File);
                return new AnalysisResource(file.Compilation.FullName, [.. file.Diagnostics.Select(DiagnosticResource.Of)], file.Outline());
            })
            .Does(Operations.AnalyzeText);
        group.MapPost("/completions", (PositionRequest body) => analysis.Of(body.Text, body.File).Complete(body.Position))
            .Does(Operations.CompleteText);
        group.MapPost("/hover", (PositionRequest body) =>
                analysis.Of(body.Text, body.File).Hover(body.Position) is { } hover ? Results.Ok(hover) : Results.NoContent())
            .Produces<HoverText>()
            .Produces(StatusCodes.Status204NoContent)
            .Does(Operations.HoverText);
        group.MapPost("/definition", (PositionRequest body) =>
                analysis.Of(body.Text, body.File).Definition(body.Position) is { } place ? Results.Ok(place) : Results.NoContent())
            .Produces<FileLocation>()
            .Produces(StatusCodes.Status204NoContent)
            .Does(Operations.FindDefinition);
        group.MapPost("/references", (PositionRequest body) => analysis.Of(body.Text, body.File).References(body.Position))
            .Does(Operations.FindReferences);
        group.MapPost("/rename", (RenameRequest body) => analysis.Of(body.Text, body.File).Rename(body.Position, body.NewName) is { Refusal: { } refusal }
                ? throw new ProblemException(StatusCodes.Status422UnprocessableEntity, "ARCH6118", refusal)
                : analysis.Of(body.Text, body.File).Rename(body.Position, body.NewName).Changes)
            .Does(Operations.RenameSymbol);
        group.MapPost("/fixes", (RangeRequest body) => analysis.Of(body.Text, body.File).Fixes(body.Range)
                .Select(fix => new CodeFixResource(fix.Title, fix.Diagnostic.Code, fix.Change)))
            .Does(Operations.FindFixes);
        group.MapPost("/format", (TextRequest body) =>
            {
                var result = WorkflowFormatter.Format(new SourceText(body.File ?? "untitled.yaml", body.Text));
                return new FormatResource(result.Text, result.IsChanged, [.. result.Diagnostics.Select(DiagnosticResource.Of)]);
            })
            .Does(Operations.FormatText);
        api.MapGet("/schema", () => Results.Text(SchemaText.Of(work.Project.Steps), "application/schema+json"))
            .WithTags("Editor")
            .Does(Operations.GetSchema);
    }
}
