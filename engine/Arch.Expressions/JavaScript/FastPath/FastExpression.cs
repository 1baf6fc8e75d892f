using Arch.Expressions.Language;
using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>An expression on the fast path, and in the engine when the values ask for it.</summary>
/// <param name="text">The text.</param>
/// <param name="root">The compiled expression.</param>
/// <param name="inEngine">The same expression for the engine; made when it is first needed.</param>
/// <param name="references">What it refers to.</param>
internal sealed class FastExpression(
    string text,
    FastNode root,
    Lazy<CompiledExpression> inEngine,
    IReadOnlyList<ExpressionReference> references) : CompiledExpression
{
    public override string Text => text;

    public override IReadOnlyList<ExpressionReference> References => references;

    public override Value Evaluate(ExpressionSession session, IExpressionScope scope)
    {
        session.CancellationToken.ThrowIfCancellationRequested();
        var draws = session.Draws;
        try
        {
            return Settle(root.Evaluate(new FastContext(session, scope)));
        }
        catch (NeedsEngineException)
        {
            session.Draws = draws;
            return inEngine.Value.Evaluate(session, scope);
        }
    }

    /// <summary>Makes a result of what the expression put together.</summary>
    /// <param name="value">A value.</param>
    /// <returns>The value as it is kept.</returns>
    internal static Value Settle(Value value) =>
        value.TryGetObject(out var members) && members is LiteralObject record ? Value.From(record.Settle())
        : value.TryGetArray(out var elements) && elements is LiteralArray array ? Value.From(array.Settle())
        : value;
}
