using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Types;
using Arch.Host.Api.Access;
using Arch.Host.Api.Problems;
using Arch.Host.Serving;
using Arch.Workflows.Definitions;
using Arch.Workflows.Schema;

namespace Arch.Host.Api.Tasks;

/// <summary><c>/api/v1/tasks</c></summary>
internal static class TaskEndpoints
{
    private const string Any = "any";

    public static void Map(IEndpointRouteBuilder api, HostWork work)
    {
        var group = api.MapGroup("/tasks").WithTags("Tasks");
        group.MapGet("/", async (string? status, string? run, int? limit, string? cursor) =>
            {
                var most = Reading.Limit(limit);
                var found = await work.Index.ListTasksAsync(new HumanTaskQuery
                {
                    Status = status == Any ? null : Reading.Choice<HumanTaskStatus>("status", status) ?? HumanTaskStatus.Open,
                    RunId = run is null ? null : new RunId(run),
                    Limit = most + 1,
                    After = cursor,
                });
                return Page<TaskResource>.Of(found, most, TaskResource.Of, task => task.Id);
            })
            .WithDescription("Open ones unless 'status' says otherwise; 'any' for all.")
            .Does(Operations.ListTasks);
        group.MapGet("/{id}", async (string id) =>
            {
                var task = await FindAsync(work, id);
                return TaskResource.Of(task) with { Form = ShapeSchema.Create(await FormAsync(work, task)) };
            })
            .Does(Operations.GetTask);
        group.MapPost("/{id}/complete", async (string id, CompleteTaskRequest? body, HttpContext context) =>
            {
                var task = await FindAsync(work, id);
                if (task.Status != HumanTaskStatus.Open)
                {
                    throw new ProblemException(
                        StatusCodes.Status409Conflict, "ARCH6114", $"The task '{id}' is {task.Status.ToString().ToLowerInvariant()} already{(task.By is { } by ? $", by {by}" : "")}.");
                }

                var action = body?.Action ?? (task.Actions is [var only] ? only : throw new ProblemException(
                    StatusCodes.Status422UnprocessableEntity, "ARCH3208", $"The task '{id}' has several actions. Choose one as 'action': {string.Join(", ", task.Actions)}."));
                await work.Engine.CompleteTaskAsync(id, action, body?.Form ?? default, Caller.Name(context));
                return TaskResource.Of(await FindAsync(work, id));
            })
            .Does(Operations.CompleteTask);
    }

    private static async Task<HumanTask> FindAsync(HostWork work, string id) => await work.Index.FindTaskAsync(id)
        ?? throw new ProblemException(StatusCodes.Status404NotFound, "ARCH3207", $"There is no task '{id}'.");

    // What is to be filled in is part of the definition that the run is pinned to.
    private static async Task<TypeShape> FormAsync(HostWork work, HumanTask task)
    {
        var run = await work.Store.FindAsync(task.RunId);
        if (run is null || await work.Store.FindDefinitionAsync(run.Definition) is not { } sources)
        {
            return TypeShape.AnyObject;
        }

        var stepId = task.StepPath[(task.StepPath.LastIndexOf('/') + 1)..];
        return work.Workflows.Restore(sources).Nodes.OfType<HumanNode>().FirstOrDefault(node => node.Id == stepId)?.Form ?? TypeShape.AnyObject;
    }
}
