using Arch.Expressions.Language;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>One evaluation.</summary>
/// <param name="Session">The session.</param>
/// <param name="Scope">The names.</param>
internal readonly record struct FastContext(ExpressionSession Session, IExpressionScope Scope);
