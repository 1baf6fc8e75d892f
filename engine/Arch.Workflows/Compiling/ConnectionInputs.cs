using Arch.Expressions.Types;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>What a workflow need not give because a connection may.</summary>
internal static class ConnectionInputs
{
    /// <summary>Gives the shape of what the workflow must give.</summary>
    /// <param name="inputs">What the step or trigger type declares.</param>
    /// <param name="connection">The value of <c>connection</c>, or <see langword="null"/> without one.</param>
    public static TypeShape Needed(TypeShape inputs, YamlNode? connection) => connection is null
        ? inputs
        : inputs with
        {
            Members = inputs.Members.ToDictionary(
                member => member.Key,
                member => member.Value.IsConnection ? member.Value with { IsRequired = false } : member.Value,
                StringComparer.Ordinal),
        };
}
