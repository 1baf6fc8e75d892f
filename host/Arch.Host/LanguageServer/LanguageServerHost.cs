using System.Text.Json;
using System.Text.Json.Serialization;
using Arch.Host.Cli;
using Microsoft.VisualStudio.Threading;
using StreamJsonRpc;

namespace Arch.Host.LanguageServer;

/// <summary>Carries the messages of the Language Server Protocol between two streams and the server.</summary>
internal static class LanguageServerHost
{
    /// <summary>Serves until the client says <c>exit</c> or closes the stream.</summary>
    /// <param name="input">What the client sends.</param>
    /// <param name="output">What the client gets.</param>
    /// <param name="folder">The folder to work in when the client names none.</param>
    /// <returns>0 when the client said <c>shutdown</c> first, 1 otherwise, as the protocol asks.</returns>
    public static async Task<int> RunAsync(Stream input, Stream output, string folder)
    {
        using var formatter = new SystemTextJsonFormatter
        {
            JsonSerializerOptions = new(JsonSerializerDefaults.Web)
            {
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            },
        };
        await using var handler = new HeaderDelimitedMessageHandler(output, input, formatter);
        using var rpc = new JsonRpc(handler);
        // A change must be known before the question that follows it is answered.
        var order = new NonConcurrentSynchronizationContext(sticky: false);
        rpc.SynchronizationContext = order;
        using var server = new LanguageServer(rpc, order, folder);
        rpc.AddLocalRpcTarget(server, new JsonRpcTargetOptions { DisposeOnDisconnect = false });
        rpc.StartListening();
        try
        {
            await Task.WhenAny(rpc.Completion, server.Exited);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            await Console.Error.WriteLineAsync($"The client sent what is no message of the protocol: {exception.Message}");
        }

        return server.HasShutDown ? ExitCodes.Succeeded : ExitCodes.RunFailed;
    }
}
