namespace Arch.Workflows.Catalog;

/// <summary>The agent types that agents may use.</summary>
public interface IAgentCatalog
{
    /// <summary>Gets the names of all types.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>Finds a type.</summary>
    /// <param name="name">The name.</param>
    /// <param name="version">The major version; <see langword="null"/> for the newest.</param>
    AgentType? Find(string name, int? version);
}
