using Arch.Engine.Ports;
using Arch.Plugins;

namespace Arch.Host.Steps;

/// <summary>Carries out attempts with the step types of the plugins.</summary>
internal sealed class PluginStepExecutor(PluginCatalog steps, StepServices services) : IStepExecutor
{
    public ValueTask<ReadOnlyMemory<byte>> ExecuteAsync(StepInvocation invocation, CancellationToken cancellationToken)
    {
        var runner = steps.FindRunner(invocation.Node.StepType, invocation.Node.Version);
        var input = services.InputOf(invocation, steps, runner.Origin);
        var context = new HostStepContext(invocation, services.Output, services.For(runner.Origin));
        return runner.RunAsync(input, context, cancellationToken);
    }
}
