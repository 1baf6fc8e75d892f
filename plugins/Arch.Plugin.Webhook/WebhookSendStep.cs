using System.Net.Sockets;
using System.Security.Authentication;
using Arch.Sdk;

namespace Arch.Plugin.Webhook;

[Step("webhook.send", Summary = "Sends a signed webhook by the Standard Webhooks specification.", Idempotent = true)]
internal sealed class WebhookSendStep : IStep<WebhookSendInput, WebhookSendOutput>
{
    public async Task<WebhookSendOutput> RunAsync(WebhookSendInput input, StepContext context, CancellationToken cancellationToken)
    {
        if (input.Timeout <= TimeSpan.Zero || input.Timeout > TimeSpan.FromMinutes(10))
        {
            throw WebhookFailures.Input($"The timeout of {input.Timeout.TotalSeconds:0.###} s is not more than 0 s and at most 600 s.");
        }

        var request = WebhookRequest.Create(input, context);
        using var message = request.CreateMessage();
        using var deadline = new CancellationTokenSource(input.Timeout, context.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var response = await context.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stop.Token)
                .ConfigureAwait(false);
            var (body, isTruncated) = await WebhookAnswer.ReadAsync(response, input.MaxResponse, stop.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? new WebhookSendOutput
                {
                    Id = request.Id,
                    Timestamp = request.Timestamp,
                    Status = (int)response.StatusCode,
                    Body = body,
                    Truncated = isTruncated,
                }
                : throw WebhookAnswer.Failure(request, response, body, context.Time);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new StepException(
                "webhook_timeout", $"{request.Name} was not answered within the timeout of {input.Timeout.TotalSeconds:0.###} s.", e)
            {
                Retryable = true,
            };
        }
        catch (Exception e) when (e is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
        {
            // A certificate that is not trusted now will not be in a minute.
            var reason = e.InnerException is SocketException or AuthenticationException ? e.InnerException.Message : e.Message;
            throw new StepException("webhook_connection", $"{request.Name} failed: {reason.TrimEnd('.')}.", e)
            {
                Retryable = e.InnerException is not AuthenticationException,
            };
        }
    }
}
