namespace Arch.Sdk.Testing;

/// <summary>Answers HTTP requests in place of a network.</summary>
public sealed class BenchHttp
{
    private readonly List<HttpRequestMessage> _requests = [];

    /// <summary>Gets or sets what answers a request.</summary>
    /// <value><see langword="null"/> unless set: then every request is refused.</value>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? Handler { get; set; }

    /// <summary>Gets the requests that were made, oldest first. Their content is disposed once they are answered: look at it in the handler.</summary>
    public IReadOnlyList<HttpRequestMessage> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    internal Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (_requests)
        {
            _requests.Add(request);
        }

        return Handler is { } handler
            ? handler(request, cancellationToken)
            : throw new StepException("ARCH4211", $"The test lets nobody connect to '{request.RequestUri?.Host}': set Http.Handler of the bench.");
    }
}
