using Arch.Expressions.Language;
using Arch.Expressions.Templates;
using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Compiles the expressions of a file and checks them against what is in scope where they stand.</summary>
internal sealed class ExpressionCompiler(IExpressionLanguage language, CheckContext context)
{
    /// <summary>Gets the name of the language.</summary>
    public string Language => language.Name;

    /// <summary>Compiles a field that is an expression: bare, or wholly in <c>${{ }}</c>.</summary>
    /// <param name="node">The field.</param>
    /// <param name="scope">
    /// The names in scope; <see langword="null"/> when they are not known and only the text is checked.
    /// </param>
    public Compiled Field(YamlNode node, NameScope? scope)
    {
        if (node is not YamlScalar scalar || context.IsBroken(node))
        {
            return Broken(node);
        }

        var scan = TemplateSyntax.Scan(scalar.Text);
        if (scan.Problem is { } problem)
        {
            Report(scalar, 0, problem);
            return Broken(node);
        }

        if (scan.IsWhole)
        {
            return Text(scalar, scan.Parts[0].Text, scan.Parts[0].Start, scope, allowsSecrets: false);
        }

        if (!scan.IsPlain)
        {
            context.Error(
                node,
                "ARCH2003",
                "This field is an expression, but there is text around its ${{ }}.",
                "Write the whole field as one expression, without ${{ }} or wholly in it.");
            return Broken(node);
        }

        var start = scalar.Text.Length - scalar.Text.AsSpan().TrimStart().Length;
        return Text(scalar, scalar.Text.Trim(), start, scope, allowsSecrets: false);
    }

    /// <summary>Compiles a field that must give a boolean.</summary>
    public ExpressionHandle Condition(YamlNode node, NameScope scope)
    {
        var compiled = Field(node, scope);
        if (compiled.Shape.Kind is not (ShapeKind.Any or ShapeKind.Boolean))
        {
            context.Error(
                node,
                "ARCH2006",
                $"A condition must be true or false, but this expression gives {Inputs.ShapeWords.Describe(compiled.Shape.Kind)}.",
                "Compare it, such as with === or > 0.");
        }

        return Handle(compiled);
    }

    /// <summary>Compiles one expression within a scalar.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <param name="text">The expression.</param>
    /// <param name="start">Where it begins in the scalar's text.</param>
    /// <param name="scope">
    /// The names in scope; <see langword="null"/> when they are not known and only the text is checked.
    /// </param>
    /// <param name="allowsSecrets">Whether secrets may be used here.</param>
    public Compiled Text(YamlScalar scalar, string text, int start, NameScope? scope, bool allowsSecrets)
    {
        var compilation = language.CompileExpression(text);
        context.Insight?.Expressions.Add(new(scalar, start, text, scope, compilation));
        if (compilation.Expression is not { } expression)
        {
            foreach (var problem in compilation.Problems)
            {
                Report(scalar, start, problem);
            }

            return Broken(scalar);
        }

        var check = scope is null ? new ExpressionCheck(TypeShape.Any, []) : compilation.Check(scope);
        if (allowsSecrets && scope?.Find("inputs") is not null && compilation.References.FirstOrDefault(one => one.Root == "secrets") is not null)
        {
            // Triggers have their secrets from the host; steps have theirs from connections.
            context.NotYet(scalar, "a secret in a step");
        }

        var leaks = scope is null || allowsSecrets ? [] : SecretFlow.Find(compilation.References, scope);
        ExpressionProblem[] problems = [.. check.Problems, .. leaks];
        foreach (var problem in problems)
        {
            Report(scalar, start, problem);
        }

        var place = PlaceOf(scalar, start, start + text.Length);
        return new(expression, place, Array.TrueForAll(problems, problem => problem.IsWarning) ? check.Result : TypeShape.Any);
    }

    /// <summary>Compiles a script.</summary>
    public ScriptCompilation? Script(YamlNode node, IReadOnlyList<string> parameters)
    {
        if (node is not YamlScalar scalar || context.IsBroken(node))
        {
            return null;
        }

        var compilation = language.CompileScript(scalar.Text, parameters);
        foreach (var problem in compilation.Problems)
        {
            Report(scalar, 0, problem);
        }

        return compilation;
    }

    /// <summary>Reports what a language found, at its place in the file.</summary>
    /// <param name="scalar">The scalar in which the text stands.</param>
    /// <param name="start">Where the text begins in the scalar's text.</param>
    /// <param name="problem">What was found, at its place in the text.</param>
    public void Report(YamlScalar scalar, int start, ExpressionProblem problem)
    {
        var place = PlaceOf(scalar, start + problem.Start, start + problem.Start + problem.Length);
        context.Diagnostics.Fixable(
            problem.Code,
            problem.IsWarning ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
            place,
            problem.Message,
            problem.Remedy,
            problem.Fix is { } fix ? new(PlaceOf(scalar, start + fix.Start, start + fix.Start + fix.Length), fix.Text) : null);
    }

    private SourcePlace PlaceOf(YamlScalar scalar, int from, int to) => context.Map.Place(
        ScalarPositions.OffsetOf(context.Map.Text, scalar, from),
        ScalarPositions.OffsetOf(context.Map.Text, scalar, to));

    public ExpressionHandle Handle(Compiled compiled) => new(Language, compiled.Place, compiled.Expression);

    private Compiled Broken(YamlNode node) => new(BrokenExpression.Value, context.PlaceOf(node), TypeShape.Any);
}
