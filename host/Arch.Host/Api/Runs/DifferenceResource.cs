namespace Arch.Host.Api.Runs;

/// <summary>A step that is not the same in two runs.</summary>
internal sealed record DifferenceResource(string Path, IReadOnlyList<string> Differs, StepResource? Left, StepResource? Right);
