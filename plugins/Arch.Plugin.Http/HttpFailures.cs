using System.Net.Sockets;
using System.Security.Authentication;
using Arch.Sdk;

namespace Arch.Plugin.Http;

/// <summary>The failures of a request in the plugin's own codes.</summary>
internal static class HttpFailures
{
    public static StepException Input(string message, Exception? cause = null) => new("http_input", message, cause);

    public static StepException Connection(RequestPlan request, Exception e)
    {
        var isTrust = e.InnerException is AuthenticationException;
        var reason = e.InnerException is SocketException or AuthenticationException ? e.InnerException.Message : e.Message;

        // A certificate that is not trusted now will not be in a minute.
        return new StepException("http_connection", $"{request.Name} failed: {reason.TrimEnd('.')}.", e) { Retryable = !isTrust };
    }

    public static StepException TooLarge(RequestPlan request, long limit) => new(
        "http_too_large", $"{request.Name}: the response has more than {limit} bytes. Raise 'max_response', or save it with 'save_to'.");
}
