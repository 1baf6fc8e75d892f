using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Checking;

/// <summary>A key or a scalar value of a document.</summary>
/// <param name="Scalar">The key or the value.</param>
/// <param name="IsKey">Whether it is a key.</param>
/// <param name="At">The mapping of a key, or the value.</param>
internal sealed record TreeSpot(YamlScalar Scalar, bool IsKey, TreeNode At)
{
    /// <summary>Gets whether it is a value in which <c>${{ }}</c> is an expression, or that is one as a whole.</summary>
    public bool TakesExpressions => !IsKey && At.Rule is ExpressionRule
        or TextRule { AllowsExpressions: true } or DurationRule { AllowsExpressions: true } or DataRule { AllowsExpressions: true };

    /// <summary>Gets what the grammar says about a key; <see langword="null"/> when it does not know it.</summary>
    public KeyRule? Key => IsKey && At.Node is YamlMapping mapping
        ? DocumentTree.KeyOf(At.Rule, mapping, Scalar.Text)
        : null;
}
