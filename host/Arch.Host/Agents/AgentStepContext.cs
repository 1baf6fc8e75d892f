using Arch.Agents.Ports;
using Arch.Plugins.Granting;
using Arch.Sdk;
using Arch.Sdk.Network;
using Arch.Sdk.Processes;
using Arch.Sdk.Vectors;

namespace Arch.Host.Agents;

/// <summary>What a step type is given when an agent calls it as a tool.</summary>
internal sealed class AgentStepContext(AgentToolCall call, PluginServices services) : StepContext
{
    public override string RunId => call.RunId;

    public override string Workflow => call.Agent.FullName;

    public override string StepPath => call.Tool.Name;

    public override int Attempt => call.Attempt;

    public override string IdempotencyKey => call.IdempotencyKey;

    public override TimeProvider Time => TimeProvider.System;

    public override IPluginLog Log => call.Log;

    public override IFileAccess Files => services.Files;

    public override HttpClient Http => services.Http;

    public override INetworkAccess Network => services.Network;

    public override IProcessAccess Processes => services.Processes;

    public override IVectorAccess Vectors => services.Vectors;

    public override void ReportProgress(double fraction, string? message = null)
    {
        if (message is not null)
        {
            call.Log.Debug(message);
        }
    }
}
