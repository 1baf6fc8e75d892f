using Arch.Expressions.Values;

namespace Arch.Host.Api.Runs;

/// <summary>How a run is repeated.</summary>
/// <param name="Inputs">Other inputs, by name; those that are not given stay as they were.</param>
/// <param name="SameDefinition">Whether the definition of the run is used rather than the current one.</param>
internal sealed record RerunRunRequest(Value? Inputs = null, bool SameDefinition = false);
