using Arch.Host.Api.Access;
using Arch.Host.Cli.Events;
using Arch.Host.Serving;

namespace Arch.Host.Api.Events;

/// <summary><c>/api/v1/events</c></summary>
internal static class EventEndpoints
{
    private static readonly TimeSpan Unless = TimeSpan.FromDays(1);

    public static void Map(IEndpointRouteBuilder api, HostWork work)
    {
        var group = api.MapGroup("/events").WithTags("Events");
        group.MapGet("/", async (string? subject, string? since, int? limit) =>
            {
                var most = Reading.Limit(limit);
                var from = Reading.Moment("since", since) ?? TimeProvider.System.GetUtcNow() - Unless;
                var found = await work.Index.ListEventsAsync(subject ?? ">", from, most);
                return found.Select(EventResource.Of);
            })
            .WithDescription("The oldest first, of the last day unless 'since' says otherwise. In 'subject' '*' stands for one part, '>' at the end for one or more.")
            .Does(Operations.ListEvents);
        group.MapPost("/", async (PublishRequest body) =>
                Results.Accepted(value: EventResource.Of(await work.Engine.PublishAsync(EventsPublishCommand.Checked(body.Subject), body.Data ?? default, body.Id))))
            .Produces<EventResource>(StatusCodes.Status202Accepted)
            .Does(Operations.PublishEvent);
    }
}
