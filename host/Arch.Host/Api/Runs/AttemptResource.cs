namespace Arch.Host.Api.Runs;

/// <summary>One try of a step.</summary>
internal sealed record AttemptResource(int Number, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, ErrorResource? Error, DateTimeOffset? NextAt);
