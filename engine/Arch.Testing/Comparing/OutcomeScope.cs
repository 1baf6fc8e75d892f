using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Testing.Outcomes;
using Arch.Workflows.Testing;

namespace Arch.Testing.Comparing;

/// <summary>The names that assertions and expected values see.</summary>
internal static class OutcomeScope
{
    public static ObjectScope Of(TestSuite suite, TestCase test, CaseOutcome outcome) => new(ValueObject.Of(
        ("inputs", test.Inputs),
        ("outputs", outcome.Outputs),
        ("status", Value.From(outcome.Status)),
        ("error", outcome.Error),
        ("steps", Steps(suite, outcome)),
        ("path", Value.From(ValueArray.Of([.. outcome.Path.Select(Value.From)]))),
        ("emitted", Value.From(ValueArray.Of([.. outcome.Emitted]))),
        ("vars", outcome.Vars),
        ("trigger", test.Trigger),
        ("took_ms", Value.From(outcome.Took.TotalMilliseconds))));

    // A step that ran more than once is as it was the last time; all executions are in 'runs'.
    private static Value Steps(TestSuite suite, CaseOutcome outcome)
    {
        var members = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (node, _) in StepChains.Of(suite.Workflow))
        {
            members[node.Id] = NotRun;
        }

        foreach (var group in outcome.Steps
            .Where(step => step.IsOwn && step.Chain.Count(part => !part.IsLoop) == 1)
            .GroupBy(step => step.Chain[^1].Id))
        {
            group.Last().ToValue().TryGetObject(out var last);
            var all = Value.From(ValueArray.Of([.. group.Select(step => step.ToValue())]));
            members[group.Key] = Value.From(ValueObject.Of(new OrderedDictionary<string, Value>(last!, StringComparer.Ordinal) { ["runs"] = all })); // it is an object
        }

        return Value.From(ValueObject.Of(members));
    }

    private static Value NotRun { get; } = Value.From(ValueObject.Of(
        ("status", Value.From("not_run")),
        ("attempts", Value.From(0)),
        ("runs", Value.EmptyArray)));
}
