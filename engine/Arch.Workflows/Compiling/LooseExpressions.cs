using Arch.Workflows.Checking;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>
/// Checks the expressions of documents that cannot be executed yet. Which names they will see is not fixed, so only
/// their text is checked.
/// </summary>
internal sealed class LooseExpressions(ExpressionCompiler expressions)
{
    public void Check(YamlMapping document)
    {
        foreach (var spot in DocumentTree.Spots(document).Where(spot => !spot.IsKey && spot.At.Rule is ExpressionRule))
        {
            _ = expressions.Field(spot.Scalar, scope: null);
        }
    }
}
