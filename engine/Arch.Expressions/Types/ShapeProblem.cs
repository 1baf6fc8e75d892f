namespace Arch.Expressions.Types;

/// <summary>The words of a problem that the use of a member causes.</summary>
/// <param name="Code">The code, such as <c>ARCH2101</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record ShapeProblem(string Code, string Message, string? Remedy = null);
