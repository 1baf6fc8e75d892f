using System.Text.RegularExpressions;
using Arch.Expressions.JavaScript.Sandbox;
using Arch.Expressions.JavaScript.Syntax;
using Arch.Expressions.Language;

namespace Arch.Expressions.JavaScript;

/// <summary>Parses and checks scripts.</summary>
internal static partial class ScriptCompiler
{
    public static JavaScriptScriptCompilation Compile(string text, IReadOnlyList<string> parameters)
    {
        var problems = new List<ExpressionProblem>();
        if (text.IndexOf("${{", StringComparison.Ordinal) is >= 0 and var injection && text.Length <= SourceLimits.Script.MaxLength)
        {
            problems.Add(new(
                "ARCH2301",
                injection,
                3,
                "'${{ }}' in a script would turn data into code.",
                "Give the value a name under 'with' and use the name in the script. (In a template literal write '${ {' with a space.)"));
            return new JavaScriptScriptCompilation(text, problems, null, null);
        }

        CheckParameters(parameters, problems);
        var tree = problems.Count == 0 ? SourceParser.ParseScript(text, problems) : null;
        if (tree is null)
        {
            return new JavaScriptScriptCompilation(text, problems, null, null);
        }

        new ScriptGate(problems).Check(tree);
        SpreadGuard.Check(tree, problems);
        CheckNames(tree, parameters, problems);
        if (problems.Count == 0)
        {
            CheckTogether(text, parameters, problems);
        }

        return problems.Count == 0
            ? new JavaScriptScriptCompilation(text, problems, new SandboxedScript(text, parameters), tree)
            : new JavaScriptScriptCompilation(text, problems, null, null);
    }

    [GeneratedRegex("^[A-Za-z_$][A-Za-z0-9_$]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();

    private static void CheckParameters(IReadOnlyList<string> parameters, List<ExpressionProblem> problems)
    {
        foreach (var parameter in parameters)
        {
            // Parsing tells which words are reserved.
            if (!Identifier().IsMatch(parameter) || SourceParser.ParseScript($"let {parameter}", []) is null)
            {
                problems.Add(new(
                    "ARCH2002",
                    0,
                    0,
                    $"The argument '{parameter}' cannot be a name in JavaScript.",
                    "Choose another name under 'with', such as '" + parameter + "_value'."));
            }
        }
    }

    private static void CheckNames(
        Acornima.Ast.Script tree, IReadOnlyList<string> parameters, List<ExpressionProblem> problems)
    {
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reference in NameAnalysis.Analyze(tree))
        {
            if (!parameters.Contains(reference.Root) && !AllowedGlobals.Script.Contains(reference.Root)
                && unknown.Add(reference.Root) && problems.Count < 20)
            {
                problems.Add(UnknownName.Problem(reference.Root, reference.Start, parameters, "script"));
            }
        }
    }

    // A body may be right alone and wrong as the body of this function: 'let rows' when 'rows' is an argument.
    private static void CheckTogether(string text, IReadOnlyList<string> parameters, List<ExpressionProblem> problems)
    {
        var before = SandboxedScript.Opening(parameters);
        var found = new List<ExpressionProblem>();
        if (SourceParser.ParseScript(before + text + SandboxedScript.Closing, found, before.Length + SandboxedScript.Closing.Length) is null)
        {
            problems.AddRange(found.Select(problem => problem with { Start = Math.Clamp(problem.Start - before.Length, 0, text.Length) }));
        }
    }
}
