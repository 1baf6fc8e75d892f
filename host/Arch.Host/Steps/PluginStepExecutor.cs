using Arch.Engine.Ports;
using Arch.Expressions.Values;
using Arch.Plugins;

namespace Arch.Host.Steps;

/// <summary>Carries out attempts with the step types of the plugins.</summary>
internal sealed class PluginStepExecutor(PluginCatalog steps, StepServices services) : IStepExecutor
{
    public ValueTask<ReadOnlyMemory<byte>> ExecuteAsync(StepInvocation invocation, CancellationToken cancellationToken)
    {
        var runner = steps.FindRunner(invocation.Node.StepType, invocation.Node.Version);
        return runner.RunAsync(ValueJson.ToUtf8(invocation.Input), new HostStepContext(invocation, services), cancellationToken);
    }
}
