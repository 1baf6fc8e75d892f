using Arch.Engine.Ports;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Testing.Comparing;
using Arch.Testing.Running;
using Arch.Testing.Snapshots;
using Arch.Workflows.Testing;

namespace Arch.Testing;

/// <summary>Runs cases in memory, each with a store, an engine and a clock of its own. Safe to use from many threads.</summary>
/// <param name="steps">Really carries out steps that are not mocked.</param>
/// <param name="definitions">Finds the workflows that are called.</param>
public sealed class TestRunner(ITestSteps steps, IDefinitionSource definitions)
{
    /// <summary>Runs a case.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="test">One of its cases.</param>
    /// <param name="snapshots">The snapshots of the suite's file by case; undefined when new ones are to be written.</param>
    /// <param name="cancellationToken">Ends the case.</param>
    /// <returns>What came of it.</returns>
    public async Task<CaseResult> RunAsync(TestSuite suite, TestCase test, Value snapshots, CancellationToken cancellationToken = default)
    {
        var result = new CaseResult { Suite = suite, Case = test };
        if (test.Skip is not null)
        {
            return result;
        }

        var started = TimeProvider.System.GetTimestamp();
        try
        {
            result = await RunAsync(result, snapshots, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A defect that one case meets must not take the results of all others with it
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            var message = $"The case cannot be run because of a defect: {exception}";
            result = result with { Findings = [new Finding(test.Place, "case", (exception as ArchException)?.Code ?? "ARCH3201", message)] };
        }

        return result with { Duration = TimeProvider.System.GetElapsedTime(started) };
    }

    private async Task<CaseResult> RunAsync(CaseResult result, Value snapshots, CancellationToken cancellationToken)
    {
        var (suite, test) = (result.Suite, result.Case);
        var run = new CaseRun(suite, test, steps, definitions);
        await using var _ = run.ConfigureAwait(false);
        var outcome = await run.RunAsync(cancellationToken).ConfigureAwait(false);
        var findings = new List<Finding>(run.Problems);

        // What follows from a step that is not mocked says nothing more.
        if (outcome is not null && findings.All(finding => finding.Code != ITestSteps.NotMocked))
        {
            findings.AddRange(ExpectationCheck.Check(suite, test, outcome));
        }

        var snapshot = outcome is not null && test.Expect.HasSnapshot ? OutcomeSnapshot.Of(outcome) : Value.Undefined;
        if (!snapshot.IsUndefined && !snapshots.IsUndefined && SnapshotCheck.Check(test, snapshot, snapshots) is { } difference)
        {
            findings.Add(difference);
        }

        return result with
        {
            Findings = findings,
            Outcome = outcome,
            Snapshot = snapshot,
            Hits = run.Hits,
            Unasked = run.Unasked,
        };
    }
}
