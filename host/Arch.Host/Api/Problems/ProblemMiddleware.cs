using System.Text.Encodings.Web;
using System.Text.Json;
using Arch.Sdk;

namespace Arch.Host.Api.Problems;

/// <summary>Turns failures into problems of RFC 9457, and answers without a body likewise.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, ProblemOf(exception));
            return;
        }

        if (!context.Response.HasStarted && context.Response.StatusCode >= 400 && context.Response.ContentType is null && context.Response.ContentLength is null or 0)
        {
            await WriteAsync(context, ProblemOf(context));
        }
    }

    /// <summary>Writes a problem as the answer.</summary>
    public static async Task WriteAsync(HttpContext context, ProblemException problem)
    {
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = "application/problem+json";
        context.Response.Headers.CacheControl = "no-store";
        var body = new Problem
        {
            Type = $"/errors/{problem.Code}",
            Title = ErrorPages.TitleOf(problem.Code),
            Status = problem.Status,
            Detail = problem.Message,
            Code = problem.Code,
            Instance = context.Request.Path,
            Errors = problem.Errors.Count == 0 ? null : problem.Errors,
        };
        await JsonSerializer.SerializeAsync(context.Response.Body, body, Json, context.RequestAborted);
    }

    private ProblemException ProblemOf(Exception exception)
    {
        switch (exception)
        {
            case ProblemException problem:
                return problem;
            case BadHttpRequestException bad:
                return OfBadRequest(bad);
            case Cli.UsageException { Lines: var lines } when exception is ArchException { Code.Length: 0 }:
                return new ProblemException(StatusCodes.Status400BadRequest, "ARCH6102", string.Join(' ', lines));
            case ArchException arch:
                return new ProblemException(ProblemStatus.Of(arch), arch.Code, arch.Message);
            default:
                Failed(logger, exception);
                return new ProblemException(
                    StatusCodes.Status500InternalServerError, "ARCH6103", "The host failed at this request. Its log says more; the request may be sent again.");
        }
    }

    private static ProblemException OfBadRequest(BadHttpRequestException bad) => bad switch
    {
        { InnerException: BadHttpRequestException inner } => OfBadRequest(inner),
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => new(bad.StatusCode, "ARCH6107", $"{bad.Message} An operator can allow more with 'server.body'."),
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => new(bad.StatusCode, "ARCH6102", $"{bad.Message} The body must be application/json."),
        { InnerException: JsonException json } => new(bad.StatusCode, "ARCH6102", $"The body is no JSON of the wanted form: {Described(json)}"),
        _ when bad.Message.Contains("body was provided", StringComparison.Ordinal) => new(bad.StatusCode, "ARCH6102", "This needs a body of application/json, but there is none."),
        _ => new(bad.StatusCode, "ARCH6102", bad.Message),
    };

    // The names of the host's own types tell a caller nothing.
    private static string Described(JsonException json)
    {
        var at = $" (at {(json.Path is { Length: > 0 } path ? path : "$")}, line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1})";
        var end = json.Message.IndexOf(" contained in type", StringComparison.Ordinal) is var contained and >= 0 ? contained
            : json.Message.IndexOf(" could not be converted to", StringComparison.Ordinal) is var converted and >= 0 ? converted
            : json.Message.IndexOf(" Path:", StringComparison.Ordinal) is var found and >= 0 ? found
            : json.Message.Length;
        return json.Message[..end].Replace("could not be mapped to any .NET member", "is not known here", StringComparison.Ordinal)
            .Replace("The JSON value", "a value has the wrong type", StringComparison.Ordinal) + at;
    }

    private static ProblemException ProblemOf(HttpContext context)
    {
        var request = context.Request;
        return context.Response.StatusCode switch
        {
            404 => new(404, "ARCH6108", $"There is nothing at {request.Method} {request.Path}. '/openapi/v1.json' lists what there is."),
            405 => new(405, "ARCH6108", $"{request.Path} does not take {request.Method}; it takes {context.Response.Headers.Allow}."),
            413 => new(413, "ARCH6107", "The body is larger than it may be. An operator can allow more with 'server.body'."),
            415 => new(415, "ARCH6102", $"The body has the type '{request.ContentType}', but application/json was wanted."),
            503 => new(503, "ARCH6109", "The host works on as many requests as it may ('server.requests'). Send it again in a while."),
            var status => new(status, "ARCH6102", $"The request was refused with status {status}."),
        };
    }

    [LoggerMessage(LogLevel.Error, "A request failed")]
    private static partial void Failed(ILogger logger, Exception exception);
}
