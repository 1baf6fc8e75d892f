using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Engine.Shell;
using Arch.Expressions.Values;
using Arch.Host.Api.Access;
using Arch.Host.Api.Problems;
using Microsoft.AspNetCore.Mvc;

namespace Arch.Host.Api.Runs;

/// <summary><c>/api/v1/runs</c></summary>
internal static class RunEndpoints
{
    private const int LongestKey = 256;

    public static void Map(IEndpointRouteBuilder api, RunService runs, WorkflowEngine engine)
    {
        var group = api.MapGroup("/runs").WithTags("Runs");
        MapReading(group, runs);
        MapRepeating(group, runs, engine);
        group.MapPost("/", (StartRunRequest body, HttpContext context, [FromHeader(Name = "Idempotency-Key")] string? key, string? wait, CancellationToken stop) =>
                StartAsync(runs, body, context, key, wait, stop))
            .Produces<RunResource>(StatusCodes.Status201Created)
            .Produces<RunResource>()
            .WithDescription("With '?wait=10s' it waits for the end. The Idempotency-Key makes the same request start one run, however often it is sent.")
            .Does(Operations.StartRun);
        group.MapPost("/{id}/cancel", (string id, CancelRunRequest? body, HttpContext context) => SayAsync(
                runs, id, run => engine.CancelAsync(run, body?.Reason ?? "Asked over the API", body?.Compensate ?? false, Caller.Name(context))))
            .Does(Operations.CancelRun);
        group.MapPost("/{id}/pause", (string id, ReasonRequest? body, HttpContext context) =>
                SayAsync(runs, id, run => engine.PauseAsync(run, body?.Reason ?? "Asked over the API", Caller.Name(context))))
            .Does(Operations.PauseRun);
        group.MapPost("/{id}/resume", (string id, HttpContext context) => SayAsync(runs, id, run => engine.ResumeAsync(run, Caller.Name(context))))
            .Does(Operations.ResumeRun);
        group.MapPost("/{id}/signals", (string id, SignalRequest body, HttpContext context) =>
                SayAsync(runs, id, run => engine.SignalAsync(run, body.Name, body.Data ?? default, body.Id, Caller.Name(context))))
            .Does(Operations.SignalRun);
        group.MapPost("/bulk", (BulkRunsRequest body, HttpContext context, CancellationToken stop) =>
                new BulkRuns(runs, engine).DoAsync(body, Caller.Name(context), stop))
            .WithDescription("Up to 1,000 runs at a time; 'more' says whether to ask again.")
            .Does(Operations.BulkRuns);
    }

    private static void MapReading(RouteGroupBuilder group, RunService runs)
    {
        group.MapGet("/", (string? workflow, string? status, string? parent, string? since, string? until, int? limit, string? cursor) =>
                ListAsync(runs, workflow, status, parent, since, until, limit, cursor))
            .WithDescription("'since' and 'until' are moments, or lengths of time before now such as '2h'. 'next' of the answer is the 'cursor' of the next page.")
            .Does(Operations.ListRuns);
        group.MapGet("/{id}", (string id) => runs.GetAsync(id))
            .Does(Operations.GetRun);
        group.MapGet("/{id}/steps", (string id, long? at) => runs.DetailsAsync(id, at))
            .WithDescription("'at' shows the run as it was after that record of its journal.")
            .Does(Operations.GetRunSteps);
        group.MapGet("/{id}/journal", async (string id, long? after, int? limit) =>
            {
                var most = Reading.Limit(limit);
                var records = (await runs.JournalAsync(id)).Where(record => record.Sequence > (after ?? 0)).Take(most + 1).ToList();
                return Page<RecordResource>.Of(records, most, Of, record => $"{record.Sequence}");
            })
            .WithDescription("The oldest first. 'next' of the answer is the 'after' of the next page.")
            .Does(Operations.GetRunJournal);
        group.MapGet("/{id}/outputs", async (string id) => await runs.FindAsync(id) is { HasEnded: true } run
                ? run.Outputs.IsUndefined ? Value.Null : run.Outputs
                : throw new ProblemException(StatusCodes.Status409Conflict, "ARCH6113", $"Run '{id}' has not ended yet, so that it has no outputs."))
            .Does(Operations.GetRunOutputs);
        group.MapGet("/{id}/wait", async (string id, string? @for, CancellationToken stop) =>
            {
                var run = await runs.FindAsync(id);
                return await runs.DescribeAsync(run.HasEnded ? run : await runs.WaitAsync(run.RunId, Reading.Duration("for", @for) ?? TimeSpan.MaxValue, stop));
            })
            .WithDescription("Answers at its end, or after 'for' with the run as it is then.")
            .Does(Operations.WaitForRun);
        group.MapGet("/{id}/diff", (string id, string with) => runs.DiffAsync(id, with))
            .Does(Operations.DiffRuns);
    }

    private static void MapRepeating(RouteGroupBuilder group, RunService runs, WorkflowEngine engine)
    {
        group.MapPost("/{id}/retry", (string id, RetryRunRequest? body, HttpContext context) =>
                SayAsync(runs, id, run => engine.RetryAsync(run, Caller.Name(context), body?.From)))
            .Does(Operations.RetryRun);
        group.MapPost("/{id}/replay", async (string id, ReplayRunRequest body, HttpContext context) => await MadeAsync(
                runs,
                await engine.ReplayAsync((await runs.FindAsync(id)).RunId, body.From, await runs.OtherInputsAsync(id, body.Inputs ?? default, sameDefinition: true), Caller.Name(context))))
            .Produces<RunResource>(StatusCodes.Status201Created)
            .Does(Operations.ReplayRun);
        group.MapPost("/{id}/rerun", async (string id, RerunRunRequest? body, HttpContext context) => await MadeAsync(
                runs,
                await engine.RerunAsync(
                    (await runs.FindAsync(id)).RunId,
                    await runs.OtherInputsAsync(id, body?.Inputs ?? default, body?.SameDefinition ?? false),
                    body?.SameDefinition ?? false,
                    Caller.Name(context))))
            .Produces<RunResource>(StatusCodes.Status201Created)
            .Does(Operations.RerunRun);
    }

    private static async Task<IResult> StartAsync(
        RunService runs, StartRunRequest body, HttpContext context, string? key, string? wait, CancellationToken stop)
    {
        if (key is { Length: > LongestKey or 0 })
        {
            throw new ProblemException(
                StatusCodes.Status400BadRequest, "ARCH6102", $"The Idempotency-Key must have 1 to {LongestKey} characters, but has {key.Length}.");
        }

        var patience = Reading.Duration("wait", wait);
        var trigger = Value.From(ValueObject.Of(("kind", Value.From("manual")), ("by", Value.From(Caller.Name(context)))));
        var (runId, isReplayed) = await runs.StartAsync(body.Workflow, body.Inputs ?? default, trigger, key);
        var run = patience is { } most ? await runs.WaitAsync(runId, most, stop) : await runs.FindAsync(runId.Value);
        var resource = await runs.DescribeAsync(run) with { IsReplayed = isReplayed };
        return isReplayed ? Results.Ok(resource) : Results.Created($"/api/v1/runs/{runId}", resource);
    }

    private static async Task<Page<RunResource>> ListAsync(
        RunService runs, string? workflow, string? status, string? parent, string? since, string? until, int? limit, string? cursor)
    {
        var most = Reading.Limit(limit);
        var found = await runs.ListAsync(new RunQuery
        {
            Workflow = workflow,
            Status = Reading.Choice<RunStatus>("status", status),
            Parent = parent is null ? null : new RunId(parent),
            StartedFrom = Reading.Moment("since", since),
            StartedBefore = Reading.Moment("until", until),
            Limit = most + 1,
            After = cursor is null ? null : new RunId(cursor),
        });
        return Page<RunResource>.Of(found, most, RunResource.Brief, run => run.RunId.Value);
    }

    private static async Task<RunResource> SayAsync(RunService runs, string id, Func<RunId, Task> sayAsync)
    {
        var run = await runs.FindAsync(id);
        await sayAsync(run.RunId);
        return await runs.GetAsync(id);
    }

    private static async Task<IResult> MadeAsync(RunService runs, RunId made) =>
        Results.Created($"/api/v1/runs/{made}", await runs.GetAsync(made.Value));

    private static RecordResource Of(JournalRecord record) =>
        new(record.Sequence, record.At, record.Kind, ValueJson.Parse(JournalCodec.Encode(record), ValueDepth.InRecords));
}
