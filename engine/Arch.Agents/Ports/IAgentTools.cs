using Arch.Sdk.Agents;
using Arch.Workflows.Definitions;

namespace Arch.Agents.Ports;

/// <summary>Calls the tools of agents.</summary>
public interface IAgentTools
{
    /// <summary>Calls a tool and waits for its end.</summary>
    /// <param name="call">What is called.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The outputs, a JSON object.</returns>
    Task<ReadOnlyMemory<byte>> CallAsync(AgentToolCall call, CancellationToken cancellationToken);

    /// <summary>Describes a tool.</summary>
    /// <param name="tool">The tool.</param>
    /// <exception cref="Sdk.ArchException">Nothing offers it here.</exception>
    AgentToolInfo Describe(AgentTool tool);
}
