using System.Net;
using System.Text.Json;

namespace Arch.Host.Tests.Serving;

/// <summary>What the API answered.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, string Body, string? Tag, string? Location, string? Type)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>Checks that it is a problem of RFC 9457.</summary>
    public JsonElement ShouldBeProblem(HttpStatusCode status, string code)
    {
        Status.ShouldBe(status, Body);
        Type.ShouldBe("application/problem+json", Body);
        Json.GetProperty("code").GetString().ShouldBe(code, Body);
        Json.GetProperty("status").GetInt32().ShouldBe((int)status);
        Json.GetProperty("type").GetString().ShouldBe($"/errors/{code}");
        Json.GetProperty("title").GetString().ShouldNotBe(code, "the code has no page");
        return Json;
    }
}
