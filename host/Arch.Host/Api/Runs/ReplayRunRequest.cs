using Arch.Expressions.Values;

namespace Arch.Host.Api.Runs;

/// <summary>How a run is repeated in part.</summary>
/// <param name="From">The path of the step from which on it is carried out anew.</param>
/// <param name="Inputs">Other inputs, by name; those that are not given stay as they were.</param>
internal sealed record ReplayRunRequest(string From, Value? Inputs = null);
