namespace Arch.Host.Api.Problems;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Code">The code.</param>
/// <param name="Detail">What was seen, and what was wanted.</param>
/// <param name="Name">The input or member that it is about; absent when it is none.</param>
internal sealed record ProblemItem(string Code, string Detail, string? Name = null);
