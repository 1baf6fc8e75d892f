using System.Text.Json;
using StreamJsonRpc;

namespace Arch.Plugins.Isolation;

/// <summary>The JSON-RPC connection between a host and its worker, the same on both sides.</summary>
internal static class WorkerPipe
{
    public static JsonRpc Create(Stream sending, Stream receiving)
    {
#pragma warning disable CA2000 // JsonRpc disposes the handler, which disposes the formatter
        var formatter = new SystemTextJsonFormatter
        {
            JsonSerializerOptions = new JsonSerializerOptions { MaxDepth = 256 },
        };
        return new JsonRpc(new LengthHeaderMessageHandler(sending, receiving, formatter));
#pragma warning restore CA2000
    }
}
