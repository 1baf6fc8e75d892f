using Arch.Sdk;

namespace Arch.Plugin.Http;

[Step("http.upload", Summary = "Sends a file as the body of a request, or files and fields as a form.")]
internal sealed class UploadStep : IStep<UploadInput, HttpRequestOutput>
{
    public async Task<HttpRequestOutput> RunAsync(UploadInput input, StepContext context, CancellationToken cancellationToken)
    {
        if (input.Response == ResponseForm.File)
        {
            throw HttpFailures.Input("http.upload cannot save the response; 'response' must be auto, json, text or base64.");
        }

        var expected = ExpectedStatus.Parse(input.Expect);
        var request = RequestPlan.Create(input, new HttpMethod(input.Method), new UploadBody(input, context).Create(), context);
        return await Deadline.RunAsync(request, input.Timeout, context.Time, async stop =>
        {
            var (response, answered) = await RedirectLoop.SendAsync(request, context, follow: true, stop).ConfigureAwait(false);
            using var closing = response;
            var reader = new ResponseReader(answered, response, new ResponseWish(input.Response, input.MaxResponse), context);
            return expected.Contains((int)response.StatusCode)
                ? await reader.ReadAsync(null, stop).ConfigureAwait(false)
                : throw await reader.FailAsync(expected, stop).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
    }
}
