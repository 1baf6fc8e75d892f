namespace Arch.Expressions.Language;

/// <summary>A language that expressions and scripts are written in. Stateless and safe to use from many
/// threads.</summary>
public interface IExpressionLanguage
{
    /// <summary>Gets the name that definitions record, such as <c>js</c>.</summary>
    string Name { get; }

    /// <summary>Parses and checks an expression once, for any number of evaluations.</summary>
    /// <param name="text">The expression, without <c>${{ }}</c>.</param>
    /// <returns>The compiled expression, or what is wrong with the text.</returns>
    ExpressionCompilation CompileExpression(string text);

    /// <summary>Parses and checks the body of a function once, for any number of calls.</summary>
    /// <param name="text">Statements; <c>return</c> gives the result.</param>
    /// <param name="parameters">The names that the statements may use besides the language's own.</param>
    /// <returns>The compiled script, or what is wrong with the text.</returns>
    ScriptCompilation CompileScript(string text, IReadOnlyList<string> parameters);
}
