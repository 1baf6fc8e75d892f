using Arch.Workflows.Reading;

namespace Arch.Workflows.Checking;

/// <summary>What steps are called in messages.</summary>
internal static class StepNames
{
    /// <summary>Gives <c>step 'x'</c>, or <c>a step</c> when its id cannot be read.</summary>
    public static string Describe(YamlNode node) => IdOf(node) is { } id ? $"step '{id}'" : "a step";

    /// <summary>Gives the id if it is well formed.</summary>
    public static string? IdOf(YamlNode node) =>
        (node as YamlMapping)?.Find("id")?.Value is YamlScalar { Text: var id } && ScalarCheck.IsName(id) ? id : null;
}
