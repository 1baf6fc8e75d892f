using Arch.Engine.Ports;
using Arch.Host.Output;
using Arch.Sdk;

namespace Arch.Host.Steps;

internal sealed class StepLog(StepInvocation invocation, IRunOutput output) : IPluginLog
{
    public void Write(PluginLogLevel level, string message) => output.OnLog(invocation.RunId, invocation.StepPath, level, message);
}
