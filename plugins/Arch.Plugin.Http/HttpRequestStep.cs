using Arch.Sdk;

namespace Arch.Plugin.Http;

[Step("http.request", Summary = "Sends an HTTP request and gives its response.")]
internal sealed class HttpRequestStep : IStep<HttpRequestInput, HttpRequestOutput>
{
    public async Task<HttpRequestOutput> RunAsync(
        HttpRequestInput input, StepContext context, CancellationToken cancellationToken)
    {
        var request = RequestPlan.Create(input, new HttpMethod(input.Method), RequestBody.Create(input), context);
        var expected = ExpectedStatus.Parse(input.Expect);
        var saveTo = SaveTarget(input, context);
        var wish = new ResponseWish(input.Response, input.MaxResponse, input.SaveTo);
        return await Deadline.RunAsync(request, input.Timeout, context.Time, async stop =>
        {
            var (response, answered) = await RedirectLoop.SendAsync(request, context, input.FollowRedirects, stop).ConfigureAwait(false);
            using var closing = response;
            var reader = new ResponseReader(answered, response, wish, context);
            return expected.Contains((int)response.StatusCode)
                ? await reader.ReadAsync(saveTo, stop).ConfigureAwait(false)
                : throw await reader.FailAsync(expected, stop).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
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
