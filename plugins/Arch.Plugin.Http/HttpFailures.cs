using System.Net.Sockets;
using System.Security.Authentication;
using Arch.Sdk;

namespace Arch.Plugin.Http;

/// <summary>The failures of a request in the plugin's own codes.</summary>
internal static class HttpFailures
{
    public static StepException Input(string message, Exception? cause = null) => new("http_input", message, cause);

    public static StepException Connection(string request, Exception e)
    {
        var isTrust = e.InnerException is AuthenticationException;
        var reason = e.InnerException is SocketException or AuthenticationException ? e.InnerException.Message : e.Message;

        // A certificate that is not trusted now will not be in a minute.
        return new StepException("http_connection", $"{request} failed: {reason.TrimEnd('.')}.", e) { Retryable = !isTrust };
    }

    public static StepException Timeout(string request, TimeSpan timeout, Exception e) => new(
        "http_timeout", $"{request} did not finish within the timeout of {timeout.TotalSeconds:0.###} s.", e)
    {
        Retryable = true,
    };

    public static StepException TooLarge(RequestPlan request, long limit, string remedy = "Raise 'max_response', or save it with 'save_to'.") => new(
        "http_too_large", $"{request.Name}: the response has more than {limit} bytes. {remedy}");
}
