namespace Arch.Host.Api.Runs;

/// <summary>A run that something could not be done to.</summary>
internal sealed record RefusedRun(string Id, string Code, string Detail);
