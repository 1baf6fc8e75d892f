using Arch.Sdk;

namespace Arch.Plugin.Http;

[Step("http.request", Summary = "Sends an HTTP request and gives its response.")]
internal sealed class HttpRequestStep : IStep<HttpRequestInput, HttpRequestOutput>
{
    public async Task<HttpRequestOutput> RunAsync(
        HttpRequestInput input, StepContext context, CancellationToken cancellationToken)
    {
        var request = RequestPlan.Create(input, context);
        var expected = ExpectedStatus.Parse(input.Expect);
        var saveTo = SaveTarget(input, context);
        using var deadline = new CancellationTokenSource(input.Timeout, context.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var response = await RedirectLoop.SendAsync(request, context.Http, input.FollowRedirects, stop.Token)
                .ConfigureAwait(false);
            var reader = new ResponseReader(request, response, input, context);
            if (!expected.Contains((int)response.StatusCode))
            {
                throw await reader.FailAsync(expected, stop.Token).ConfigureAwait(false);
            }

            return await reader.ReadAsync(saveTo, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new StepException(
                "http_timeout", $"{request.Name} did not finish within the timeout of {input.Timeout.TotalSeconds:0.###} s.", e)
            {
                Retryable = true,
            };
        }
        catch (Exception e) when (e is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
        {
            throw HttpFailures.Connection(request, e);
        }
    }

    // Before anything is sent: a path that is refused must not cost a request.
    private static string? SaveTarget(HttpRequestInput input, StepContext context)
    {
        if (input.SaveTo is not null)
        {
            return input.Response is ResponseForm.Auto or ResponseForm.File
                ? context.Files.Resolve(input.SaveTo, FileIntent.Write)
                : throw HttpFailures.Input("'save_to' goes with response: file only.");
        }

        return input.Response == ResponseForm.File ? throw HttpFailures.Input("response: file needs 'save_to'.") : null;
    }
}
