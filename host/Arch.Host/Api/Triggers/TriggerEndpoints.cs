using System.Globalization;
using Arch.Expressions.Values;
using Arch.Host.Api.Access;
using Arch.Host.Api.Problems;
using Arch.Host.Serving;
using Arch.Triggers;
using Arch.Triggers.Ports;
using Arch.Workflows.Definitions.Triggers;

namespace Arch.Host.Api.Triggers;

/// <summary><c>/api/v1/triggers</c> and <c>/api/v1/firings</c></summary>
internal static class TriggerEndpoints
{
    private const int MostTimes = 100;

    public static void Map(IEndpointRouteBuilder api, HostWork work)
    {
        var group = api.MapGroup("/triggers").WithTags("Triggers");
        group.MapGet("/", (string? workflow, string? kind) => Host(work).Service.List()
                .Where(view => workflow is null || view.Workflow.FullName == workflow)
                .Where(view => kind is null || view.Definition.Kind == kind)
                .Select(TriggerResource.Of))
            .Does(Operations.ListTriggers);
        group.MapGet("/{workflow}/{trigger}", (string workflow, string trigger, int? times) =>
            {
                var view = Find(work, workflow, trigger);
                return TriggerResource.Of(view) with { NextTimes = view.Definition is ScheduleTrigger schedule ? NextTimes(schedule, times ?? 10) : null };
            })
            .WithDescription("'times' is how many next times of a schedule are told, 1 to 100.")
            .Does(Operations.GetTrigger);
        group.MapPost("/{workflow}/{trigger}/pause", async (string workflow, string trigger, HttpContext context) =>
            {
                Find(work, workflow, trigger);
                await Host(work).Service.PauseAsync(workflow, trigger, Caller.Name(context));
                return TriggerResource.Of(Find(work, workflow, trigger));
            })
            .Does(Operations.PauseTrigger);
        group.MapPost("/{workflow}/{trigger}/resume", async (string workflow, string trigger) =>
            {
                Find(work, workflow, trigger);
                await Host(work).Service.ResumeAsync(workflow, trigger);
                return TriggerResource.Of(Find(work, workflow, trigger));
            })
            .Does(Operations.ResumeTrigger);
        group.MapPost("/{workflow}/{trigger}/fire", async (string workflow, string trigger, FireRequest? body, HttpContext context) =>
            {
                var view = Find(work, workflow, trigger);
                var data = Data(view, body?.Trigger ?? default, Caller.Name(context));
                return AdmissionResource.Of(await Host(work).Service.AdmitAsync(workflow, trigger, data, Brought(data)));
            })
            .WithDescription("As if it had fired by itself: 'when', 'inputs' and 'dedupe' hold. What it needs is given as 'trigger'.")
            .Does(Operations.FireTrigger);
        group.MapPost("/{workflow}/{trigger}/backfill", async (string workflow, string trigger, BackfillRequest body) =>
            {
                var now = TimeProvider.System.GetUtcNow();
                var from = Reading.Moment("from", body.From)!.Value; // it is given
                return new BackfillResource(await Host(work).Service.BackfillAsync(
                    workflow, trigger, from, Reading.Moment("until", body.Until) ?? now, body.Id ?? now.UtcTicks.ToString(CultureInfo.InvariantCulture)));
            })
            .Does(Operations.BackfillTrigger);
        api.MapGet("/firings", async (string? workflow, string? trigger, string? status, int? limit, long? cursor) =>
            {
                var most = Reading.Limit(limit);
                var found = await Host(work).Store.ListAsync(new FiringQuery
                {
                    Workflow = workflow,
                    Trigger = trigger,
                    Status = Reading.Choice<FiringStatus>("status", status),
                    Limit = most + 1,
                    After = cursor,
                });
                return Page<FiringResource>.Of(found, most, FiringResource.Of, firing => firing.Number.ToString(CultureInfo.InvariantCulture));
            })
            .WithTags("Triggers")
            .Does(Operations.ListFirings);
    }

    private static HostTriggers Host(HostWork work) => work.Triggers
        ?? throw new ProblemException(StatusCodes.Status409Conflict, "ARCH7108", "This host does not have the role 'triggers'. Ask one that has it.");

    private static TriggerView Find(HostWork work, string workflow, string trigger) => Host(work).Service.Find(workflow, trigger)
        ?? throw new ProblemException(StatusCodes.Status404NotFound, "ARCH7103", $"The workflow '{workflow}' has no trigger '{trigger}'. '/api/v1/triggers' lists those there are.");

    private static List<DateTimeOffset> NextTimes(ScheduleTrigger trigger, int count)
    {
        if (count is < 1 or > MostTimes)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, "ARCH6102", $"'times' must be a number from 1 to {MostTimes}, but is '{count}'.");
        }

        var times = new List<DateTimeOffset>();
        for (var next = trigger.Schedule.Next(TimeProvider.System.GetUtcNow()); next is { } at && times.Count < count; next = trigger.Schedule.Next(at))
        {
            times.Add(at);
        }

        return times;
    }

    private static Value Data(TriggerView view, Value given, string by)
    {
        var members = new OrderedDictionary<string, Value>(StringComparer.Ordinal)
        {
            ["kind"] = Value.From(view.Definition.Kind),
            ["name"] = Value.From(view.Definition.Name),
            ["by"] = Value.From(by),
        };
        foreach (var (name, value) in given.TryGetObject(out var inner) ? inner : ValueObject.Empty)
        {
            members[name] = value;
        }

        return Value.From(ValueObject.Of(members));
    }

    private static Value Brought(Value data) => data["body"].Kind == ValueKind.Object ? data["body"] : data["data"].Kind == ValueKind.Object ? data["data"] : data["inputs"];
}
