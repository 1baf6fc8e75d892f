using Arch.Expressions.Language;
using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Definitions;

/// <summary>An expression of a workflow.</summary>
/// <param name="Language">The language it is written in, such as <c>js</c>.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Compiled">The expression, ready to run; its text is in it.</param>
public sealed record ExpressionHandle(string Language, SourcePlace Place, CompiledExpression Compiled);
