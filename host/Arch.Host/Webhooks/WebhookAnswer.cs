using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Host.Api.Problems;
using Arch.Workflows.Definitions.Triggers;

namespace Arch.Host.Webhooks;

/// <summary>What the caller of a webhook gets.</summary>
internal static class WebhookAnswer
{
    private const string Json = "application/json";

    /// <summary>Says that a run was started.</summary>
    public static IResult Started(WebhookTrigger trigger, RunId runId) =>
        Of(Value.From(ValueObject.Of(("status", Value.From("started")), ("run", Value.From(runId.Value)))), trigger.Status ?? StatusCodes.Status202Accepted);

    /// <summary>Says that none was, as the workflow wants it.</summary>
    public static IResult NotStarted(string status, string? reason) =>
        Of(Value.From(ValueObject.Of(("status", Value.From(status)), ("reason", Value.From(reason)))), StatusCodes.Status202Accepted);

    /// <summary>Gives what a run gave: its outputs, or the answer that its output <c>response</c> describes.</summary>
    public static IResult Result(WebhookTrigger trigger, RunSummary run)
    {
        if (!run.HasEnded)
        {
            return Started(trigger, run.RunId);
        }

        if (run.Status != RunStatus.Succeeded)
        {
            throw new ProblemException(
                StatusCodes.Status500InternalServerError, "ARCH7109", $"Run '{run.RunId}' {run.Status.ToString().ToLowerInvariant()}; its journal tells why.");
        }

        return run.Outputs["response"].TryGetObject(out var response) && response.TryGetValue("status", out var status) && status.TryGetNumber(out var number)
            && number is >= 200 and <= 599
            ? new ShapedResult((int)number, response)
            : Of(run.Outputs.IsUndefined ? Value.EmptyObject : run.Outputs, trigger.Status ?? StatusCodes.Status200OK);
    }

    private static IResult Of(Value value, int status) => Results.Text(ValueJson.ToJson(value), Json, statusCode: status);

    /// <summary>An answer that a workflow describes: <c>status</c>, <c>headers</c> and <c>body</c>.</summary>
    private sealed class ShapedResult(int status, ValueObject response) : IResult
    {
        // What frames the message is the server's to say.
        private static readonly HashSet<string> Forbidden = new(StringComparer.OrdinalIgnoreCase)
        {
            "Connection", "Content-Length", "Date", "Keep-Alive", "Set-Cookie", "Trailer", "Transfer-Encoding", "Upgrade",
        };

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            response.TryGetValue("body", out var body);
            httpContext.Response.ContentType = body.Kind == ValueKind.String ? "text/plain; charset=utf-8" : Json;
            foreach (var (name, value) in response.TryGetValue("headers", out var headers) && headers.TryGetObject(out var members) ? members : ValueObject.Empty)
            {
                if (!Forbidden.Contains(name) && value.TryGetString(out var text) && !text.AsSpan().ContainsAny('\r', '\n', '\0'))
                {
                    httpContext.Response.Headers[name] = text;
                }
            }

            if (!body.IsNullish)
            {
                await httpContext.Response.WriteAsync(body.TryGetString(out var plain) ? plain : ValueJson.ToJson(body), httpContext.RequestAborted);
            }
        }
    }
}
