using Arch.Expressions.Values;
using Arch.Host.Api.Access;
using Arch.Host.Api.Problems;
using Arch.Host.Serving;
using Arch.Host.Steps;
using Arch.Triggers.Ports;
using Arch.Triggers.Webhooks;
using Arch.Workflows.Inputs;

namespace Arch.Host.Webhooks;

/// <summary><c>/hooks</c>: takes requests for the webhooks of workflows.</summary>
internal sealed class WebhookEndpoint(HostWork work, HostTriggers triggers)
{
    private static readonly HashSet<string> Unseen = new(StringComparer.OrdinalIgnoreCase) { "Authorization", "Cookie", "Proxy-Authorization" };

    private readonly Secrets _secrets = new(work.Project.Settings.SecretFolder);

    public static void Map(WebApplication app, HostWork work, HostTriggers triggers)
    {
        var endpoint = new WebhookEndpoint(work, triggers);
        app.Map("/hooks/{**path}", endpoint.AnswerAsync).ExcludeFromDescription().WithMetadata(Operations.ReceiveWebhook);
    }

    private async Task<IResult> AnswerAsync(HttpContext context, CancellationToken stop)
    {
        var request = context.Request;
        var path = request.Path.Value!["/hooks".Length..]; // the route begins with it
        if (triggers.Routes.Find(request.Method, path, out var allowed) is not { } route)
        {
            throw NoRoute(context, path, allowed);
        }

        var now = TimeProvider.System.GetUtcNow();
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, stop);
        var body = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        Check(context, route, new WebhookRequest(name => request.Headers[name] is { Count: 1 } one ? one[0] : null, body, now));
        var data = await DataAsync(context, route, body, now, stop);
        var admission = await triggers.Service.AdmitAsync(route.Workflow.FullName, route.Trigger.Name, data, data["body"]);
        return admission switch
        {
            { Code: { } code } => throw Refused(context, code, admission.Reason),
            { Status: FiringStatus.Started, RunId: { } runId } when route.Trigger.AnswersResult =>
                WebhookAnswer.Result(route.Trigger, await WaitAsync(runId, stop)),
            { Status: FiringStatus.Started, RunId: { } runId } => WebhookAnswer.Started(route.Trigger, runId),
            _ => WebhookAnswer.NotStarted(admission.Status.ToString().ToLowerInvariant(), admission.Reason),
        };
    }

    private static ProblemException NoRoute(HttpContext context, string path, IReadOnlyCollection<string> allowed)
    {
        if (allowed.Count == 0)
        {
            return new ProblemException(StatusCodes.Status404NotFound, "ARCH7110", $"No workflow has a webhook '{path}'.");
        }

        context.Response.Headers.Allow = string.Join(", ", allowed);
        return new ProblemException(
            StatusCodes.Status405MethodNotAllowed, "ARCH7110", $"The webhook '{path}' does not take {context.Request.Method}; it takes {string.Join(", ", allowed)}.");
    }

    private void Check(HttpContext context, WebhookRoute route, WebhookRequest request)
    {
        // A webhook that asks nobody who they are is for this machine alone, unless an operator says otherwise.
        if (route.Trigger.Auth is null && !Caller.IsLocal(context) && !work.Project.Settings.Server.IsAnonymous)
        {
            throw new ProblemException(
                StatusCodes.Status401Unauthorized,
                "ARCH7111",
                "The webhook has no 'auth', so that only callers from the host's own machine may use it. Give it one, or set 'server.anonymous'.");
        }

        if (WebhookAuth.Refusal(route.Workflow, route.Trigger, request, name => _secrets.Find(name, $"trigger {route.Trigger.Name}")) is { } refusal)
        {
            throw new ProblemException(StatusCodes.Status401Unauthorized, "ARCH7111", refusal);
        }
    }

    private static async Task<Value> DataAsync(HttpContext context, WebhookRoute route, ReadOnlyMemory<byte> bytes, DateTimeOffset now, CancellationToken stop)
    {
        var request = context.Request;
        Value body;
        try
        {
            body = await WebhookBody.ReadAsync(request.ContentType, bytes, stop);
        }
        catch (FormatException exception)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, "ARCH7112", exception.Message);
        }

        if (route.Trigger.Body is { } shape && ShapeCheck.Check(body, shape) is { Count: > 0 } findings)
        {
            throw new ProblemException(StatusCodes.Status422UnprocessableEntity, "ARCH7112", "The body is not what the webhook takes.")
            {
                Errors = [.. findings.Select(finding => new ProblemItem("ARCH7112", finding.Describe("the body")))],
            };
        }

        return Value.From(ValueObject.Of(
            ("kind", Value.From("webhook")),
            ("name", Value.From(route.Trigger.Name)),
            ("method", Value.From(request.Method)),
            ("path", Value.From(request.Path.Value)),
            ("params", Value.From(ValueObject.Of(new OrderedDictionary<string, Value>(
                route.Parameters.Select(one => KeyValuePair.Create(one.Key, Value.From(one.Value))), StringComparer.Ordinal)))),
            ("query", WebhookBody.Fields(request.Query)),
            ("headers", WebhookBody.Fields(request.Headers
                .Where(header => !Unseen.Contains(header.Key))
                .Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), header.Value)))),
            ("body", body),
            ("received_at", Value.From(now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture)))));
    }

    private static ProblemException Refused(HttpContext context, string code, string? reason)
    {
        var status = ProblemStatus.OfCode(code);
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "60";
        }

        return new ProblemException(status, code, reason ?? "No run was started.");
    }

    private async Task<Engine.Runs.RunSummary> WaitAsync(Engine.Runs.RunId runId, CancellationToken stop)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(work.Project.Settings.Server.MaxWait);
        try
        {
            return await work.Engine.WaitAsync(runId, null, timeout.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (await work.Store.FindAsync(runId))!; // it was just started
        }
    }
}
