namespace Arch.Workflows.Definitions;

/// <summary>Handles an error when its condition holds.</summary>
/// <param name="When">The condition over <c>error</c>; <see langword="null"/> handles every error.</param>
/// <param name="Do">What is done about it.</param>
public sealed record CatchClause(ExpressionHandle? When, Block Do);
