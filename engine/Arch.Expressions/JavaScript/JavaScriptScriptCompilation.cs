using Acornima.Ast;
using Arch.Expressions.JavaScript.Checking;
using Arch.Expressions.Language;
using Arch.Expressions.Types;

namespace Arch.Expressions.JavaScript;

/// <summary>What became of a script's text.</summary>
/// <param name="text">The text.</param>
/// <param name="problems">What is wrong with it.</param>
/// <param name="script">The script ready to run; <see langword="null"/> when something is wrong.</param>
/// <param name="tree">Its syntax; <see langword="null"/> when something is wrong.</param>
internal sealed class JavaScriptScriptCompilation(
    string text,
    IReadOnlyList<ExpressionProblem> problems,
    CompiledScript? script,
    Script? tree) : ScriptCompilation
{
    public override IReadOnlyList<ExpressionProblem> Problems => problems;

    public override CompiledScript? Script => script;

    public override TypeShape Infer(IReadOnlyDictionary<string, TypeShape> parameters) =>
        tree is null ? TypeShape.Any : new ScriptInference(text, new ParameterScope(parameters, ObjectChanges.Assigned(tree))).Infer(tree);

    /// <summary>The arguments; one that the script assigns may become anything.</summary>
    private sealed class ParameterScope(IReadOnlyDictionary<string, TypeShape> parameters, HashSet<string> assigned) : ITypeScope
    {
        public IEnumerable<string> Names => parameters.Keys;

        public TypeShape? Find(string name) => assigned.Contains(name) ? TypeShape.Any : parameters.GetValueOrDefault(name);
    }
}
