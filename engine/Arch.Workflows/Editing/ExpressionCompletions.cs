using System.Text.RegularExpressions;
using Arch.Expressions.Language;
using Arch.Expressions.Types;
using Arch.Workflows.Checking;

namespace Arch.Workflows.Editing;

/// <summary>Completions inside of expressions.</summary>
internal sealed partial class ExpressionCompletions(IExpressionLanguage language, TextRange word)
{
    public IReadOnlyList<Completion> Find(ExpressionSite site)
    {
        if (site.Scope is not { } scope)
        {
            return [];
        }

        var at = site.Text.IndexOf(CompletionFinder.Mark, StringComparison.Ordinal);
        var probe = site.Compilation.Probe(scope, at) ?? OfChain(site.Text[..at], scope);
        return probe switch
        {
            null => [],
            { Owner: { } owner } => [.. Members(owner, probe)],
            _ => [.. Names(scope, probe)],
        };
    }

    // What is being written is often no whole expression yet; the chain before the cursor is.
    private ExpressionProbe? OfChain(string before, NameScope scope)
    {
        var chain = Chain().Match(before).Value + CompletionFinder.Mark;
        return language.CompileExpression(chain).Probe(scope, chain.Length - 1);
    }

    private IEnumerable<Completion> Members(TypeShape owner, ExpressionProbe probe)
    {
        foreach (var (name, member) in owner.Members.Where(member => member.Value.Forbidden is null))
        {
            yield return Value(name, member.Shape, CompletionKind.Member, member.MayBeUndefinedBecause);
        }

        foreach (var name in probe.Builtins.Order(StringComparer.Ordinal))
        {
            yield return new(name, CompletionKind.Function, new(word, name));
        }
    }

    private IEnumerable<Completion> Names(NameScope scope, ExpressionProbe probe)
    {
        foreach (var (name, shape) in probe.Locals)
        {
            yield return Value(name, shape, CompletionKind.Name, null);
        }

        foreach (var name in scope.Names.Where(name => !probe.Locals.ContainsKey(name)).Order(StringComparer.Ordinal))
        {
            yield return Value(name, scope.Find(name) ?? TypeShape.Any, CompletionKind.Name, null);
        }

        foreach (var name in probe.Builtins.Order(StringComparer.Ordinal))
        {
            yield return new(name, CompletionKind.Function, new(word, name));
        }
    }

    private Completion Value(string name, TypeShape shape, CompletionKind kind, string? because) => new(name, kind, new(word, name))
    {
        Detail = Inputs.TypeNames.Of(shape),
        Documentation = ShapeMarkdown.Describe(name, shape, because is null ? null : $"May be undefined: {because}."),
    };

    [GeneratedRegex(@"(?:[A-Za-z_$][\w$]*(?:\?)?\.)*[A-Za-z_$]?[\w$]*$")]
    private static partial Regex Chain();
}
