using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Testing.Outcomes;
using Arch.Workflows.Durations;
using Arch.Workflows.Testing;

namespace Arch.Testing.Comparing;

/// <summary>Compares what came out of a case with what it expects.</summary>
internal static class ExpectationCheck
{
    public static IReadOnlyList<Finding> Check(TestSuite suite, TestCase test, CaseOutcome outcome)
    {
        var findings = new List<Finding>();
        var scope = OutcomeScope.Of(suite, test, outcome);
        using var session = new ExpressionSession(test.Clock + outcome.Took, seed: 0);
        var comparer = new ValueComparer(session, scope, findings);
        var expect = test.Expect;
        CheckStatus(test, outcome, findings);
        comparer.Compare(expect.Error, outcome.Error, "error", expect.IsExact);
        comparer.Compare(expect.Path, Value.From(ValueArray.Of([.. outcome.Path.Select(Value.From)])), "path", isExact: true);
        foreach (var step in expect.Steps)
        {
            CheckStep(step, outcome, comparer, findings, expect.IsExact);
        }

        comparer.Compare(expect.Outputs, outcome.Outputs, "outputs", expect.IsExact);
        comparer.Compare(expect.Emitted, Value.From(ValueArray.Of([.. outcome.Emitted])), "emitted", expect.IsExact);
        comparer.Compare(expect.Vars, outcome.Vars, "vars", expect.IsExact);
        comparer.Compare(expect.Took, Value.From(DurationText.Format(outcome.Took)), "took", isExact: true);
        findings.AddRange(AssertCheck.Check(test.Asserts, session, scope));
        return findings;
    }

    private static void CheckStatus(TestCase test, CaseOutcome outcome, List<Finding> findings)
    {
        var expected = test.Expect.Status;
        if (expected is null || expected == outcome.Status)
        {
            return;
        }

        var message = outcome.Status == "waiting"
            ? "The run has not ended, and nothing can go on."
            : $"The run {Words(outcome.Status)}, but {Wanted(expected)}.";
        findings.Add(new Finding(test.Expect.StatusPlace, "status", outcome.Status == "waiting" ? "ARCH7013" : null, message)
        {
            Expected = expected,
            Actual = outcome.Status,
            Details = [.. outcome.WaitsFor, .. Reasons(outcome), $"path: {(outcome.Path.IsEmpty ? "no step ran" : string.Join(", ", outcome.Path))}"],
            Remedy = outcome.Status == "waiting" ? "Send what it waits for with 'signals', 'events' or 'human', or expect 'status: waiting'." : null,
            Origin = outcome.Steps.LastOrDefault(step => step.Status == "failed" && !step.IsBlock)?.Place,
        });
    }

    private static void CheckStep(StepExpectation expected, CaseOutcome outcome, ValueComparer comparer, List<Finding> findings, bool isExact)
    {
        var all = outcome.Steps.Where(step => expected.Step.Matches(step.Chain)).ToList();
        var what = $"steps.{expected.Step}";
        comparer.Compare(expected.Runs, Value.From(all.Count(step => step.Status != "skipped")), $"{what}.runs", isExact);
        if (all.Count == 0)
        {
            var isFine = expected.Status?.Template.Constant is { } constant && constant == Value.From("not_run");
            if (!isFine && (expected.Status ?? expected.Inputs ?? expected.Outputs ?? expected.Error ?? expected.Attempts) is not null)
            {
                findings.Add(new Finding(expected.Place, what, null, $"Step '{expected.Step}' did not run.")
                {
                    Details = [$"path: {string.Join(", ", outcome.Path)}"],
                });
            }

            return;
        }

        foreach (var step in all)
        {
            var each = $"steps.{step.Path}";
            comparer.Compare(expected.Status, Value.From(step.Status), $"{each}.status", isExact: true);
            comparer.Compare(expected.Inputs, step.Inputs, $"{each}.inputs", isExact || expected.IsExact);
            comparer.Compare(expected.Outputs, step.Outputs, $"{each}.outputs", isExact || expected.IsExact);
            comparer.Compare(expected.Error, step.Error, $"{each}.error", isExact || expected.IsExact);
            comparer.Compare(expected.Attempts, Value.From(step.Attempts), $"{each}.attempts", isExact: true);
        }
    }

    private static IEnumerable<string> Reasons(CaseOutcome outcome)
    {
        if (!outcome.Error.IsNullish)
        {
            yield return $"error {outcome.Error["code"]}: {outcome.Error["message"]}";
        }
    }

    private static string Words(string status) => status switch
    {
        "cancelled" => "was cancelled",
        "parked" => "was parked, since it cannot go on",
        _ => status,
    };

    private static string Wanted(string status) => status switch
    {
        "succeeded" => "should have succeeded",
        "failed" => "should have failed",
        "cancelled" => "should have been cancelled",
        _ => "should only have waited",
    };
}
