using Arch.Agents.Running;

namespace Arch.Agents.Ports;

/// <summary>The agent types that can be run.</summary>
public interface IAgentRunners
{
    /// <summary>Finds a type.</summary>
    /// <param name="type">The name.</param>
    /// <param name="version">The major version.</param>
    /// <returns>What runs it; <see langword="null"/> when there is no such type.</returns>
    IAgentRunner? Find(string type, int version);
}
