using Arch.Expressions.Values;

namespace Arch.Host.Api.Triggers;

/// <summary>A firing by hand.</summary>
/// <param name="Trigger">What expressions see as <c>trigger</c>, beside its kind and name: for a webhook with <c>body</c>, for an event with <c>data</c>.</param>
internal sealed record FireRequest(Value? Trigger = null);
