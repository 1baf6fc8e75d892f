using Microsoft.Net.Http.Headers;

namespace Arch.Host.Api;

/// <summary>An answer with an ETag; a client that has it already is told so alone.</summary>
internal sealed class TaggedResult(IResult inner, EntityTagHeaderValue tag) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.ETag = tag.ToString();
        if (HttpMethods.IsGet(httpContext.Request.Method) && httpContext.Request.Headers.IfNoneMatch.Any(one => one == tag.ToString()))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return inner.ExecuteAsync(httpContext);
    }
}
