using System.Net.Sockets;
using System.Text.Json.Nodes;
using Arch.Sdk;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using NATS.Client.KeyValueStore;

namespace Arch.Plugin.Nats;

/// <summary>The failures of the client and the server in the plugin's own codes.</summary>
internal static class NatsFailures
{
    public static StepException Input(string message, Exception? cause = null) => new("nats_input", message, cause);

    public static StepException Timeout(string name, TimeSpan timeout, Exception? cause) =>
        new("nats_timeout", $"{name} did not finish within the timeout of {timeout.TotalSeconds:0.###} s.", cause) { Retryable = true };

    public static StepException TooLarge(string name, long size, long limit) =>
        new("nats_too_large", $"{name}: the data has {size} bytes, more than the {limit} that are let through.");

    public static bool Is(Exception exception) => exception is NatsException or IOException or SocketException or ObjectDisposedException
        or TimeoutException or ArgumentException or InvalidOperationException;

    public static StepException Describe(string name, Exception exception) => exception switch
    {
        _ when Refusal(exception) is { } refusal =>
            new("nats_authorization", $"{name} was refused: {refusal.Error}.", exception),
        NatsNoRespondersException =>
            new("nats_no_responders", $"{name} failed: nobody answers on that subject.", exception) { Retryable = true },
        NatsNoReplyException or TimeoutException =>
            new("nats_timeout", $"{name} was not answered in time.", exception) { Retryable = true },
        NatsJSApiException api => Api(name, api.Error, exception),
        NatsJSPublishNoResponseException =>
            new("nats_no_stream", $"{name} failed: no stream keeps messages of that subject.", exception),
        NatsJSApiNoResponseException =>
            new("nats_no_jetstream", $"{name} failed: JetStream does not answer; it is off, or has no leader at present.", exception) { Retryable = true },
        NatsKVWrongLastRevisionException or NatsKVCreateException =>
            new("nats_wrong_revision", $"{name} failed: the key has another revision by now.", exception),
        NatsPayloadTooLargeException =>
            new("nats_too_large", $"{name} failed: the data is larger than the server lets through.", exception),
        NatsKVException or ArgumentException =>
            Input($"{name} failed: {exception.Message.TrimEnd('.')}.", exception),
        _ => new("nats_connection", $"{name} failed: {Innermost(exception).TrimEnd('.')}.", exception) { Retryable = true },
    };

    /// <summary>Makes the failure of an error that the JetStream API gave.</summary>
    public static StepException Api(string name, ApiError error, Exception? cause = null)
    {
        var (code, isRetryable) = error.ErrCode switch
        {
            10059 => ("nats_no_stream", false),
            10014 => ("nats_no_consumer", false),
            10060 => ("nats_wrong_stream", false),
            10070 or 10071 => ("nats_wrong_sequence", false),
            10054 => ("nats_too_large", false),
            10039 or 10076 => ("nats_no_jetstream", false),
            _ => ("nats_jetstream", error.Code >= 500),
        };
        return new StepException(code, $"{name} failed: {error.Description}.", cause)
        {
            Status = error.Code,
            Retryable = isRetryable,
            Details = new JsonObject { ["error_code"] = error.ErrCode },
        };
    }

    private static NatsServerException? Refusal(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is NatsServerException server
                && (server.IsAuthError || server.Error.Contains("permissions violation", StringComparison.OrdinalIgnoreCase)))
            {
                return server;
            }
        }

        return null;
    }

    private static string Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception.Message;
    }
}
