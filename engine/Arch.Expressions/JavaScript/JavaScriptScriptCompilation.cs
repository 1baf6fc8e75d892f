using Arch.Expressions.Language;
using Arch.Expressions.Types;

namespace Arch.Expressions.JavaScript;

/// <summary>What became of a script's text.</summary>
internal sealed class JavaScriptScriptCompilation(
    IReadOnlyList<ExpressionProblem> problems, CompiledScript? script) : ScriptCompilation
{
    public override IReadOnlyList<ExpressionProblem> Problems => problems;

    public override CompiledScript? Script => script;

    public override TypeShape Result => TypeShape.Any;
}
