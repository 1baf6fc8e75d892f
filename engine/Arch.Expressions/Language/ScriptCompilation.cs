using Arch.Expressions.Types;

namespace Arch.Expressions.Language;

/// <summary>The outcome of compiling a script.</summary>
public abstract class ScriptCompilation
{
    /// <summary>Gets what is wrong with the text: syntax, unknown names, or something outside of the allowed
    /// subset.</summary>
    public abstract IReadOnlyList<ExpressionProblem> Problems { get; }

    /// <summary>Gets the script ready to run, or <see langword="null"/> when there are problems.</summary>
    public abstract CompiledScript? Script { get; }

    /// <summary>Finds the type of the result as far as the text tells.</summary>
    /// <param name="parameters">The types of the arguments by name.</param>
    /// <returns>The type; <see cref="TypeShape.Any"/> when it cannot be told.</returns>
    public abstract TypeShape Infer(IReadOnlyDictionary<string, TypeShape> parameters);
}
