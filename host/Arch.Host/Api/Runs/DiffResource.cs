namespace Arch.Host.Api.Runs;

/// <summary>Where two runs part.</summary>
internal sealed record DiffResource(
    string Left, string Right, bool SameDefinition, bool SameInputs, bool SameEnd, IReadOnlyList<DifferenceResource> Steps, int More);
