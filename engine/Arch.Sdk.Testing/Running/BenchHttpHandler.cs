namespace Arch.Sdk.Testing.Running;

/// <summary>Hands requests to the test.</summary>
internal sealed class BenchHttpHandler(BenchHttp http) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        http.AnswerAsync(request, cancellationToken);
}
