using System.Globalization;
using System.Text;

namespace Arch.Engine.Tests.Reference;

/// <summary>Writes a tree as the workflow that it stands for.</summary>
internal static class TreeYaml
{
    public static string Of(Flow flow)
    {
        var text = new StringBuilder("arch: 1\nid: t\nnamespace: test\nsteps: ").Append(Of(flow.Steps)).Append('\n');
        if (flow.Catch is { } handler)
        {
            text.Append(CultureInfo.InvariantCulture, $"catch: [{{do: {Of(handler)}}}]\n");
        }

        if (flow.Finally is { } last)
        {
            text.Append(CultureInfo.InvariantCulture, $"finally: {Of(last)}\n");
        }

        return text.ToString();
    }

    private static string Of(IReadOnlyList<Tree> steps) => "[" + string.Join(", ", steps.Select(step => Of(step, ""))) + "]";

    private static string Of(Tree step, string more)
    {
        var modifiers = (step.Runs ? "" : ", when: false")
            + (step.ContinuesOnError ? ", on_error: continue" : "")
            + (step.Timeout is { } timeout ? string.Create(CultureInfo.InvariantCulture, $", timeout: {timeout}ms") : "");
        return $"{{id: {step.Id}, {Verb(step)}{modifiers}{more}}}";
    }

    private static string Verb(Tree step) => step switch
    {
        Leaf leaf => "uses: test.do@1"
            + (leaf.Attempts > 1 ? Invariant($", retry: {{attempts: {leaf.Attempts}, delay: 7ms}}") : "")
            + (leaf.Undo is { } undo ? $", compensate: {Of([undo])}" : ""),
        Pause pause => Invariant($"wait: {{for: {Durations.Of(pause.Id, 1)}ms}}"),
        Return => "return: {}",
        Fail => "fail: {message: m}",
        Group group => $"group: {Of(group.Body)}",
        If choice => $"if: {(choice.Holds ? "true" : "false")}, then: {Of(choice.Then)}, else: {Of(choice.Else)}",
        Loop loop => Invariant($"for: {{each: \"[{string.Join(", ", Enumerable.Range(0, loop.Count))}]\", concurrency: {loop.Concurrency}{(loop.ContinuesOnItemError ? ", on_error: continue" : "")}}}, do: {Of(loop.Body)}"),
        Repeat repeat => Invariant($"repeat: {{while: true, max: {repeat.Count}}}, do: {Of(repeat.Body)}"),
        Parallel parallel => "parallel: {" + string.Join(", ", parallel.Branches.Select((branch, i) => Invariant($"b{i}: {Of(branch)}"))) + $"}}, join: {parallel.Join}",
        Graph graph => "graph: [" + string.Join(", ", graph.Steps.Select(item => Of(item.Step, NeedsOf(graph, item.Needs)))) + "]",
        Try attempt => $"try: {Of(attempt.Body)}"
            + (attempt.Catch is { } handler ? $", catch: [{{do: {Of(handler)}}}]" : "")
            + (attempt.Finally is { } last ? $", finally: {Of(last)}" : "")
            + (attempt.RollsBack ? ", rollback: true" : ""),
        _ => throw new InvalidOperationException(step.GetType().Name),
    };

    private static string NeedsOf(Graph graph, IReadOnlyList<(int Need, string Condition)> needs)
    {
        if (needs.Count == 0)
        {
            return "";
        }

        // The plain list is the form for those that only wait, the map for those that ask for more.
        return needs.All(need => need.Condition.Length == 0)
            ? $", needs: [{string.Join(", ", needs.Select(need => graph.Steps[need.Need].Step.Id))}]"
            : $", needs: {{{string.Join(", ", needs.Select(need => $"{graph.Steps[need.Need].Step.Id}: {need.Condition}"))}}}";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
