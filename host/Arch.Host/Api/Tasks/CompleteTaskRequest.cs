using Arch.Expressions.Values;

namespace Arch.Host.Api.Tasks;

/// <summary>How a person completes a task.</summary>
/// <param name="Action">The action; may be absent when there is one alone.</param>
/// <param name="Form">What was filled in.</param>
internal sealed record CompleteTaskRequest(string? Action = null, Value? Form = null);
