using Arch.Expressions.Language;
using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>A global function on data.</summary>
/// <param name="session">The session.</param>
/// <param name="arguments">The arguments as given, none added.</param>
/// <returns>The result.</returns>
internal delegate Value FastFunction(ExpressionSession session, ReadOnlySpan<Value> arguments);
