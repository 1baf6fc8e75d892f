using System.ClientModel;
using System.ClientModel.Primitives;
using Arch.Sdk;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Embeddings;

namespace Arch.Plugin.Ai.Connecting;

/// <summary>Makes clients that reach a model by the host's guarded HTTP client alone.</summary>
internal static class Endpoint
{
    // The client library insists on a key; servers that want none pass over it.
    private const string NoKey = "none";

    public static IChatClient Chat(EndpointInput input, PluginContext context) =>
        Client(input, context).GetChatClient(input.Model).AsIChatClient();

    public static EmbeddingClient Embeddings(EndpointInput input, PluginContext context) =>
        Client(input, context).GetEmbeddingClient(input.Model);

    private static OpenAIClient Client(EndpointInput input, PluginContext context)
    {
        if (!Uri.TryCreate(input.BaseUrl, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https")
            || address.UserInfo.Length > 0)
        {
            throw AiFailures.Input("The input 'base_url' must be an http or https address without a user name.");
        }

        if (input.Timeout <= TimeSpan.Zero || input.Timeout > TimeSpan.FromDays(1))
        {
            throw AiFailures.Input($"The input 'timeout' is {input.Timeout}; it must be more than zero and at most a day.");
        }

        var options = new OpenAIClientOptions
        {
            Endpoint = address,
            OrganizationId = string.IsNullOrEmpty(input.Organization) ? null : input.Organization,
            Transport = new HttpClientPipelineTransport(context.Http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0), // the workflow's 'retry' decides, and its journal shows it
            NetworkTimeout = input.Timeout,
            EnableDistributedTracing = false,
        };
        return new OpenAIClient(new ApiKeyCredential(string.IsNullOrEmpty(input.ApiKey) ? NoKey : input.ApiKey), options);
    }
}
