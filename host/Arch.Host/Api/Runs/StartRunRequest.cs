using Arch.Expressions.Values;

namespace Arch.Host.Api.Runs;

/// <summary>What starts a run.</summary>
/// <param name="Workflow">The workflow, <c>namespace.id</c>.</param>
/// <param name="Inputs">An object of inputs by name; absent when it needs none.</param>
internal sealed record StartRunRequest(string Workflow, Value? Inputs = null);
