using Arch.Engine.Ports;
using Arch.Host.Output;
using Arch.Sdk;

namespace Arch.Host.Steps;

internal sealed class StepLog(StepInvocation invocation, IRunOutput output) : IStepLog
{
    public void Write(StepLogLevel level, string message) => output.OnLog(invocation.RunId, invocation.StepPath, level, message);
}
