using Arch.Expressions.Types;

namespace Arch.Expressions.Language;

/// <summary>What a check of an expression against a scope found.</summary>
/// <param name="Result">The type of the result; <see cref="TypeShape.Any"/> where it cannot be told.</param>
/// <param name="Problems">What is wrong; empty when all is well.</param>
public sealed record ExpressionCheck(TypeShape Result, IReadOnlyList<ExpressionProblem> Problems);
