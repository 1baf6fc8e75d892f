using System.Text;
using Arch.Plugins.Isolation.Protocol;
using Arch.Plugins.Running;
using Arch.Sdk;

namespace Arch.Plugins.Isolation;

/// <summary>Carries out attempts in the process of the plugin.</summary>
internal sealed class IsolatedStepRunner(IsolatedPlugin plugin, PartRequest part) : IStepRunner
{
    public PluginOrigin Origin => plugin.Origin;

    public async ValueTask<ReadOnlyMemory<byte>> RunAsync(
        ReadOnlyMemory<byte> inputUtf8, StepContext context, CancellationToken cancellationToken)
    {
        var input = inputUtf8.IsEmpty ? "{}" : Encoding.UTF8.GetString(inputUtf8.Span);
        var answer = await plugin.CallAsync(
            context,
            nameof(IWorker.RunStepAsync),
            call => new StepRequest
            {
                Call = call,
                Part = part,
                Input = input,
                RunId = context.RunId,
                Workflow = context.Workflow,
                StepPath = context.StepPath,
                Attempt = context.Attempt,
                IdempotencyKey = context.IdempotencyKey,
            },
            cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetBytes(answer.Output!); // there is no failure
    }
}
