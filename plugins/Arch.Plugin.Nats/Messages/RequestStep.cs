using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Arch.Plugin.Nats.Connections;
using Arch.Sdk;
using NATS.Client.Core;

namespace Arch.Plugin.Nats.Messages;

internal sealed record RequestInput : PayloadSettings
{
    [Description("The subject.")]
    [Example("orders.get")]
    public required string Subject { get; init; }

    [Description("Headers by name.")]
    [Example("{ X-Tenant: acme }")]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    [Description("How the reply's data is given. 'auto' is JSON when it is JSON, or else text, or else base64.")]
    public DataForm Response { get; init; } = DataForm.Auto;

    [Description("The most bytes of a reply. A longer one is a failure.")]
    [Range(1, 67_108_864)]
    public int MaxResponse { get; init; } = 1024 * 1024;
}

internal sealed record RequestOutput
{
    [Description("The reply's data in the form that was asked for; null when it is empty.")]
    public JsonElement? Data { get; init; }

    [Description("The reply's headers by name; several of one name are joined by a comma.")]
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    [Description("The bytes of the data.")]
    public required long Size { get; init; }
}

[Step("nats.request", Summary = "Sends a request to a subject and gives the first reply.")]
internal sealed class RequestStep : IStep<RequestInput, RequestOutput>
{
    public async Task<RequestOutput> RunAsync(RequestInput input, StepContext context, CancellationToken cancellationToken)
    {
        var subject = Subject.Check(input.Subject);
        var data = input.ToBytes();
        var headers = MessageHeaders.Of(input.Headers);
        var name = $"The request to '{subject}'";
        var reply = await NatsCall.RunAsync(
            input,
            context,
            name,
            async (client, stop) => await client.RequestAsync<byte[], byte[]>(
                subject,
                data,
                headers,
                NatsRawSerializer<byte[]>.Default,
                NatsRawSerializer<byte[]>.Default,
                cancellationToken: stop).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        var size = reply.Data?.Length ?? 0;
        return size > input.MaxResponse
            ? throw NatsFailures.TooLarge(name, size, input.MaxResponse)
            : new RequestOutput
            {
                Data = DataReader.Read(reply.Data, input.Response, name),
                Headers = MessageHeaders.Read(reply.Headers),
                Size = size,
            };
    }
}
