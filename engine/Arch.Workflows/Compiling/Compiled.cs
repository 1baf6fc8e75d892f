using Arch.Expressions.Language;
using Arch.Expressions.Types;
using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Compiling;

/// <summary>An expression with what is known about its result.</summary>
/// <param name="Expression">The expression, ready to run.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Shape">The type of its result; any when it cannot be told.</param>
internal sealed record Compiled(CompiledExpression Expression, SourcePlace Place, TypeShape Shape);
